import { afterAll, beforeAll, expect, it } from 'vitest'
import { playSmoke, type Smoke } from '../tools/cli/src/deploy/play-smoke.ts'
import { workspace } from '../tools/cli/src/workspace.ts'
import { createWorkers } from './start-house.ts'

// What a deploy asks of the deployed origin, asked of the workers themselves, as they are outside dev mode.
const secrets = {
  INNGEST_DEV: '0',
  INNGEST_SIGNING_KEY: `signkey-prod-${'ab'.repeat(16)}`,
  INNGEST_EVENT_KEY: 'key',
  STRIPE_WEBHOOK_SECRET: 'whsec_smoke',
  GITHUB_WEBHOOK_SECRET: 'github-smoke',
}
const server = createWorkers(secrets)
beforeAll(() => server.listen())
afterAll(() => server.close())

type Ask = Parameters<typeof playSmoke>[0]['ask']

const ask: Ask = (path, init) => server.fetch(path, init as Parameters<typeof server.fetch>[1])
const { inngestApps } = workspace
const now = () => new Date()
const faultsOf = (story: Smoke[]) => story.filter(({ fault }) => fault !== undefined)

it('holds for the workers as they are, with a signed delivery that is kept', async () => {
  const story = await playSmoke({ ask, inngestApps, stripeSecret: secrets.STRIPE_WEBHOOK_SECRET, now })

  expect(faultsOf(story)).toEqual([])
  expect(story.map(({ name }) => name)).toContain('a signed delivery is kept')
  expect(story).toHaveLength(1 + 2 + inngestApps.length + 1)
})

it('fails when the secret of the door is another, and when a door stands open', async () => {
  const wrongSecret = await playSmoke({ ask, inngestApps, stripeSecret: 'whsec_other', now })
  const open: Ask = async (path, init) =>
    path.startsWith('/api/inngest/billing') ? new Response('{}', { status: 206 }) : ask(path, init)

  expect(faultsOf(wrongSecret)).toEqual([
    { name: 'a signed delivery is kept', fault: expect.stringContaining('401') },
  ])
  expect(faultsOf(await playSmoke({ ask: open, inngestApps, now }))).toEqual([
    { name: 'Inngest has to sign for billing', fault: 'answers 206, where it should be 401' },
  ])
})
