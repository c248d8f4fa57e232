import { env, exports } from 'cloudflare:workers'
import { createScheduledController } from 'cloudflare:test'
import { createDb } from '@repo/db'
import { aTeam } from '@repo/testing/a-team'
import { expect, it } from 'vitest'
import { anEngine } from '../../test/engine.ts'
import { aStripeBody, postAsStripe } from '../../test/send.ts'
import worker from '../index.ts'
import type { ListedSecret } from '../list-secrets.ts'

async function listed(scopes: string[]) {
  const { authorization } = await aTeam(createDb(env.DB), { scopes })
  return exports.default.fetch('https://gateway/v1/secrets', { headers: { authorization } })
}

const stripeSecrets = async () => {
  const { secrets } = await (await listed(['operator'])).json<{ secrets: ListedSecret[] }>()
  return secrets.filter(({ source }) => source === 'stripe')
}

it('shows which secret let in how much, once the watch has looked', async () => {
  anEngine()
  for (let i = 0; i < 3; i++) await postAsStripe(aStripeBody().body, { secret: 'whsec_next' })
  await postAsStripe(aStripeBody().body, { secret: 'whsec_guessed' })

  await worker.scheduled(createScheduledController({ cron: '* * * * *' }), env)

  expect(await stripeSecrets()).toMatchObject([
    {
      position: 1,
      hits: 0,
      lastUsedAt: null,
      advice: 'not used yet; safe to remove only if it is older than the one in use',
    },
    { position: 2, hits: 3, advice: 'in use, last within the hour' },
  ])
})

it('adds up what comes later', async () => {
  anEngine()
  await postAsStripe(aStripeBody().body, { secret: 'whsec_next' })
  await worker.scheduled(createScheduledController({ cron: '* * * * *' }), env)

  expect((await stripeSecrets())[1]).toMatchObject({ hits: 4 })
})

it('shows no secret, and nothing to anybody but an operator', async () => {
  const text = await (await listed(['operator'])).text()

  expect(text).not.toMatch(/whsec_|github-test/)
  expect((await listed(['orders:read'])).status).toBe(403)
})
