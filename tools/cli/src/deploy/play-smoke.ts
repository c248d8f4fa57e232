import { signStripePayload } from '@repo/stripe-double'

export type Smoke = { name: string; fault: string | undefined }

type Ask = (path: string, init?: RequestInit) => Promise<Response>

export type SmokeOptions = {
  /** Asks the deployed origin, by path. */
  ask: Ask
  inngestApps: string[]
  /** With it a signed delivery is made, which is kept and handled by nobody. */
  stripeSecret?: string | undefined
  now: () => Date
}

/** A short story against an installation from outside: everything answers, and nobody unsigned gets in. */
export async function playSmoke({ ask, inngestApps, stripeSecret, now }: SmokeOptions): Promise<Smoke[]> {
  const post = (path: string, headers: Record<string, string> = {}, body = '{}') =>
    ask(path, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body })
  return [
    await look('every worker answers', () => findSick(ask)),
    ...(await Promise.all(
      ['stripe', 'github'].map((source) =>
        look(`${source} has to sign`, () => expectStatus(post(`/webhooks/${source}`), 401)),
      ),
    )),
    ...(await Promise.all(
      inngestApps.map((app) =>
        look(`Inngest has to sign for ${app}`, () =>
          expectStatus(post(`/api/inngest/${app}?fnId=smoke&stepId=step`), 401),
        ),
      ),
    )),
    ...(stripeSecret
      ? [await look('a signed delivery is kept', () => probe(post, stripeSecret, now()))]
      : []),
  ]
}

async function look(name: string, find: () => Promise<string | undefined>): Promise<Smoke> {
  try {
    return { name, fault: await find() }
  } catch (error) {
    return { name, fault: error instanceof Error ? error.message : 'it does not answer' }
  }
}

async function findSick(ask: Ask): Promise<string | undefined> {
  const response = await ask('/healthz')
  if (response.ok) return undefined
  const { workers = {} } = (await response.json().catch(() => ({}))) as { workers?: Record<string, string> }
  const sick = Object.entries(workers).filter(([, state]) => state !== 'ok')
  return (
    sick.map(([worker, state]) => `${worker} ${state}`).join(', ') || `/healthz answers ${response.status}`
  )
}

async function expectStatus(asked: Promise<Response>, status: number): Promise<string | undefined> {
  const response = await asked
  await response.body?.cancel()
  return response.status === status ? undefined : `answers ${response.status}, where it should be ${status}`
}

/** The same delivery twice: both times the same answer. */
async function probe(
  post: (path: string, headers: Record<string, string>, body: string) => Promise<Response>,
  secret: string,
  now: Date,
): Promise<string | undefined> {
  const timestamp = Math.floor(now.getTime() / 1000)
  const event = {
    id: `evt_probe_${timestamp}`,
    object: 'event',
    type: 'millrace.probe',
    created: timestamp,
    data: { object: {} },
  }
  const payload = JSON.stringify(event)
  const headers = { 'stripe-signature': signStripePayload({ payload, secret, timestamp }) }
  for (const time of ['first', 'second']) {
    const fault = await expectStatus(post('/webhooks/stripe', headers, payload), 202)
    if (fault) return `the ${time} time it ${fault}`
  }
  return undefined
}
