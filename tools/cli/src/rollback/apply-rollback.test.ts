import { expect, it } from 'vitest'
import type { Tools } from '../deploy/deployment.ts'
import type { EnvironmentRoom } from '../environment/read-environment.ts'
import { applyRollback } from './apply-rollback.ts'
import type { RoomRollback } from './plan-rollback.ts'

const aRollback = (app: string, changes: Partial<RoomRollback> = {}): RoomRollback => ({
  room: { app, config: `${app}.toml` } as EnvironmentRoom,
  release: '20260701-120000',
  to: { id: `${app}-1`, number: 1, tag: undefined },
  runs: [],
  barrier: undefined,
  ...changes,
})

const refusing = {
  wrangler: async () => {
    throw new Error('nothing may be asked of wrangler')
  },
} as unknown as Tools

it('takes nothing back when one worker cannot go back', async () => {
  const plan = [aRollback('ingress', { barrier: 'its Durable Objects migrated' }), aRollback('gateway')]

  await expect(applyRollback(refusing, plan)).rejects.toThrow(
    'nothing was changed: ingress cannot go back, its Durable Objects migrated',
  )
})
