import { stubOutside } from '@repo/testing/outside-world'
import { expect, it } from 'vitest'
import { here, run } from '../../test/run.ts'

type Served = {
  id: string
  concurrency?: unknown
  idempotency?: string
  steps: { step: { retries?: { attempts: number } } }
}

/** What Inngest is told when it asks the worker for its functions; the failure functions are Inngest's own. */
async function served(): Promise<Record<string, object>> {
  const url = 'http://onboarding/api/inngest/onboarding'
  const headers = { 'x-inngest-sync-kind': 'in_band', 'content-type': 'application/json' }
  const answer = await here.fetch(new Request(url, { method: 'PUT', headers, body: JSON.stringify({ url }) }))
  const { functions } = await answer.json<{ functions: Served[] }>()
  return Object.fromEntries(
    functions
      .filter(({ id }) => !id.endsWith('-failure'))
      .map(({ id, concurrency, idempotency, steps }) => [
        id.replace('onboarding-', ''),
        { retries: steps.step.retries?.attempts, concurrency, idempotency },
      ]),
  )
}

it('tells Inngest how often each function is tried again, how many run at once, and what is the same run', async () => {
  const once = "event.data.deliveryId + '#' + string(event.data.announcement)"

  expect(await served()).toEqual({
    'send-welcome-email': { retries: 4, concurrency: 10, idempotency: 'event.data.userId' },
    'daily-digest': { retries: 3, concurrency: 1 },
    'send-digest': { retries: 3, concurrency: 3, idempotency: "event.data.userId + '#' + event.data.day" },
    'retry-mail': { retries: 4, concurrency: { key: 'event.data.mailId', limit: 1 } },
    'handle-installation': { retries: 4, concurrency: 10, idempotency: once },
    'mail-alert': { retries: 3, concurrency: 1 },
  })
})

it.each([
  ['send-welcome-email', 'user/signed.up', { userId: '', teamId: 'team_1' }, 'userId'],
  ['send-welcome-email', 'user/signed.up', { userId: 'user_1' }, 'teamId'],
  ['send-digest', 'digest/send', { userId: 'user_1', day: 'yesterday' }, 'day'],
  ['retry-mail', 'mail/retry.requested', { mailId: 7 }, 'mailId'],
  ['handle-installation', 'github/webhook.received', { type: 'installation.created' }, 'deliveryId'],
])(
  'has %s refuse a %s that is not as agreed, naming the field, before any step',
  async (id, name, data, field) => {
    stubOutside()

    const { status, error, steps } = await run(id, { name, data })

    expect([status, steps]).toEqual(['failed', {}])
    expect(error?.message).toContain(`${field}: `)
  },
)
