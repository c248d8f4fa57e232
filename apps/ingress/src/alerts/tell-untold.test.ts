import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import { anEngine } from '../../test/engine.ts'
import { raiseAlert } from './raise-alert.ts'
import { tellUntold } from './tell-untold.ts'

it('a person is told of what nobody took before, once somebody takes it, within a day', async () => {
  let isAway = true
  const told: string[] = []
  anEngine(undefined, {
    'alert.test': async (request) => {
      told.push((await request.json<{ text: string }>()).text)
      return new Response('', { status: isAway ? 503 : 200 })
    },
  })
  const now = Date.now()
  const watchAt = (minutes: number) => tellUntold(env, new Date(now + minutes * 60_000))
  await raiseAlert(env, { kind: 'delivery-dead', text: '1 webhooks are dead' }, new Date(now))
  await raiseAlert(env, { kind: 'shard-stuck', text: 'long ago' }, new Date(now - 25 * 3_600_000))
  told.length = 0

  await watchAt(1)
  isAway = false
  await watchAt(2)
  await watchAt(3)

  expect(told).toEqual(Array(2).fill('Millrace: 1 webhooks are dead'))
})
