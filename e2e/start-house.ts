import { createHash, generateKeyPairSync } from 'node:crypto'
import { resolve } from 'node:path'
import { createEngine, type Engine, type VirtualClock } from '@repo/dev-engine'
import { listen } from '@repo/dev-engine/node'
import {
  createStripeDouble,
  type StripeDouble,
  type StripeEvent,
  signStripePayload,
} from '@repo/stripe-double'
import { createGithubDouble, type GithubDouble } from '@repo/github-double'
import { createResendDouble, type ResendDouble } from '@repo/resend-double'
import { createTestHarness, type TestHarness } from 'wrangler'

const STRIPE_SECRET = 'whsec_e2e'
export const GITHUB_SECRET = 'github-e2e'
const RESEND_SECRET = 'whsec_ZTJlIHNlY3JldCBvZiByZXNlbmQ='
const TOKEN = 'mr_e2e'
export const TEAM = 'team_e2e'

export type Row = Record<string, unknown>

/** The whole product, running: four workers, the engine and the Stripe double, all empty but for one team and some stock. */
export type House = {
  server: TestHarness
  engine: Engine
  stripe: StripeDouble
  github: GithubDouble
  resend: ResendDouble
  /** A request to the gateway, with the team's token. */
  call: (
    path: string,
    init?: { method?: string; body?: object | string; headers?: Record<string, string> },
  ) => Promise<Response>
  /** Posts the event to the door as Stripe does, or as somebody who does not know the secret. */
  deliver: (event: StripeEvent, secret?: string) => Promise<Response>
  /** What D1 holds. */
  rows: (query: string) => Promise<Row[]>
  stop: () => Promise<void>
}

type HouseOptions = {
  /** Where the workers find Inngest; by default an engine of this process. */
  engineUrl?: string
  /** How long each POST at Stripe takes. */
  stripeDelayMs?: number
  /** The engine's time; by default the real one. The workers have their own. */
  clock?: VirtualClock
  /** The time at the senders; by default now. */
  sendersClock?: () => Date
}

export async function startHouse(options: HouseOptions = {}): Promise<House> {
  const { engineUrl, stripeDelayMs = 0, clock = 'real', sendersClock = () => new Date() } = options
  const stripe = createStripeDouble({
    database: ':memory:',
    log: () => {},
    answerDelayMs: stripeDelayMs,
    clock: sendersClock,
  })
  const stripeUrl = await stripe.listen()
  const toOurDoor = async (path: string, { headers, body }: RequestInit) =>
    await server.fetch(path, {
      method: 'POST',
      headers: headers as Record<string, string>,
      body: body as string,
    })
  const github = createGithubDouble({
    database: ':memory:',
    now: sendersClock,
    webhook: { url: '/webhooks/github', secret: GITHUB_SECRET, fetch: toOurDoor },
  })
  const githubUrl = await github.listen({ port: 0 })
  const resend = createResendDouble({
    now: sendersClock,
    webhook: { id: 'wh_e2e', url: '/webhooks/resend', secret: RESEND_SECRET, fetch: toOurDoor },
  })
  const resendUrl = await resend.listen()
  const engine = await createEngine({
    apps: ['ingress', 'onboarding', 'billing', 'indexing'].map((app) => ({
      url: `http://gateway/api/inngest/${app}`,
      checkpointing: true,
      fetch: async ({ url, method, headers, body }) =>
        await server.fetch(url, {
          method,
          headers: Object.fromEntries(headers),
          ...(body && { body: await new Response(body).text() }),
        }),
    })),
    clock,
    retryDelay: '50ms',
    log: () => {},
  })
  const INNGEST_DEV = engineUrl ?? (await listen(engine, { port: 0 }))
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const server = createWorkers({
    INNGEST_DEV,
    INNGEST_EVENT_KEY: 'e2e',
    INNGEST_SIGNING_KEY: 'signkey-test-00',
    STRIPE_WEBHOOK_SECRET: STRIPE_SECRET,
    GITHUB_WEBHOOK_SECRET: GITHUB_SECRET,
    STRIPE_SECRET_KEY: 'sk_test_e2e',
    STRIPE_API_URL: stripeUrl,
    GITHUB_API_URL: githubUrl,
    RESEND_WEBHOOK_SECRET: RESEND_SECRET,
    RESEND_API_URL: resendUrl,
    RESEND_API_KEY: 're_e2e',
    RESEND_WEBHOOK_ID: 'wh_e2e',
    GITHUB_APP_ID: '1',
    GITHUB_APP_PRIVATE_KEY: String(privateKey.export({ type: 'pkcs8', format: 'pem' })),
  })
  await server.listen()
  const ingress = server.getWorker('millrace-ingress')
  await ingress.applyD1Migrations('DB')
  const { DB } = (await ingress.getEnv()) as {
    DB: { prepare: (query: string) => { all: () => Promise<{ results: Row[] }> } }
  }
  const rows = async (query: string) => (await DB.prepare(query).all()).results
  for (const statement of seed()) await rows(statement)
  if (!engineUrl) await engine.sync()

  return {
    server,
    engine,
    stripe,
    github,
    resend,
    rows,
    call: async (path, { method = 'GET', body, headers = {} } = {}) =>
      await server.fetch(path, {
        method,
        headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json', ...headers },
        ...(body && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      }),
    deliver: async (event, secret = STRIPE_SECRET) => {
      const payload = JSON.stringify(event)
      const signature = signStripePayload({ payload, secret, timestamp: Math.floor(Date.now() / 1000) })
      const headers = { 'stripe-signature': signature }
      return await server.fetch('/webhooks/stripe', {
        method: 'POST',
        headers,
        body: payload,
      })
    },
    stop: async () => {
      await engine.close()
      await server.close()
      await stripe.close()
      await github.close()
      await resend.close()
    },
  }
}

/** The workers alone. Values given here win over a laptop's `.dev.vars`. */
export function createWorkers(secrets: Record<string, string>): TestHarness {
  const configs = [
    'wrangler.toml',
    ...['ingress', 'onboarding', 'billing', 'indexing', 'console'].map((app) => `apps/${app}/wrangler.toml`),
  ]
  return createTestHarness({
    root: resolve(import.meta.dirname, '..'),
    workers: configs.map((configPath) => ({ configPath, secrets })),
  })
}

function seed(): string[] {
  const tokenHash = createHash('sha256').update(TOKEN).digest('hex')
  return [
    `INSERT INTO teams (id, name, created_at) VALUES ('${TEAM}', 'End to end', 0)`,
    `INSERT INTO api_tokens (id, team_id, token_hash, scopes, created_at)
       VALUES ('tok', '${TEAM}', '${tokenHash}', '["documents:read","documents:write","orders:read","orders:write","users:write","operator"]', 0)`,
    `INSERT INTO stock (sku, available) VALUES ('seat', 100), ('credits-1000', 5)`,
  ]
}
