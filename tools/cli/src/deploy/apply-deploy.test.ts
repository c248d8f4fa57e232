import { expect, it } from 'vitest'
import type { EnvironmentRoom } from '../environment/read-environment.ts'
import { applyDeploy } from './apply-deploy.ts'
import type { Tools } from './deployment.ts'
import { describePlan } from './describe-plan.ts'
import type { Plan, RoomPlan } from './plan-deploy.ts'

const aRoomPlan = (changes: Partial<RoomPlan> = {}): RoomPlan => ({
  room: { app: 'billing', config: 'billing.toml' } as EnvironmentRoom,
  release: { digest: 'd', functions: {}, appId: 'acme-billing', durableObjects: null },
  serving: [],
  way: { kind: 'gradual', from: 'v1' },
  runs: [],
  missingSecrets: [],
  ...changes,
})

const unsafe = [
  {
    migration: '0004_drop-note.sql',
    statements: [
      { statement: 'ALTER TABLE orders DROP COLUMN note', because: 'it is read', instead: 'wait' },
    ],
  },
]
const harmed = [
  { functionId: 'process-order', harms: true, text: 'is gone: its runs in flight are orphaned' },
]

const refusing = {
  wrangler: async () => {
    throw new Error('nothing may be asked of wrangler')
  },
} as unknown as Tools

it.each<[string, Partial<Plan>, string]>([
  ['a migration does more than add', { unsafe }, '0004_drop-note.sql does more than add'],
  [
    'runs would be harmed',
    { rooms: [aRoomPlan({ runs: harmed })] },
    'runs of process-order would be harmed (--accept-orphans)',
  ],
  [
    'a secret is missing',
    { rooms: [aRoomPlan({ missingSecrets: ['STRIPE_SECRET_KEY'] })] },
    'billing lacks STRIPE_SECRET_KEY',
  ],
])('changes nothing when %s', async (_, changes, reason) => {
  const plan: Plan = { migrations: [], unsafe: [], rooms: [aRoomPlan()], ...changes }

  const applied = applyDeploy(refusing, plan, { stages: [100], bakeMs: 0 }, { orphans: false })

  await expect(applied).rejects.toThrow(`nothing was changed: ${reason}`)
})

it('shows all of it before anything happens', () => {
  const shown = describePlan(
    {
      migrations: [{ name: '0004_drop-note.sql', sql: '' }],
      unsafe,
      rooms: [
        aRoomPlan({ runs: harmed, missingSecrets: ['STRIPE_SECRET_KEY'] }),
        aRoomPlan({ way: { kind: 'at once', why: 'Durable Objects migrate to v2' } }),
        aRoomPlan({ way: { kind: 'unchanged', versionId: 'v1' } }),
      ],
    },
    [10, 50, 100],
  )

  for (const line of [
    'database    0004_drop-note.sql',
    'refused: it is read.',
    'instead: wait.',
    '-- contract: <why>',
    'billing     new version, 10 %, 50 %, 100 % of the traffic',
    '✗ process-order is gone: its runs in flight are orphaned',
    '✗ billing lacks the secret STRIPE_SECRET_KEY',
    'deployed at once: Durable Objects migrate to v2',
    'billing     unchanged',
  ]) {
    expect(shown).toContain(line)
  }
})
