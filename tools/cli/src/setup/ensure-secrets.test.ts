import { expect, it } from 'vitest'
import { anApi } from '../../test/an-api.ts'
import type { EnvironmentRoom } from '../environment/read-environment.ts'
import type { Setting } from '../secrets/parse-example.ts'
import { ensureSecrets, type SecretSource } from './ensure-secrets.ts'

const aRoom = (app: string, settings: [string, Setting['kind']][]): EnvironmentRoom =>
  ({
    app,
    worker: app,
    config: `${app}.toml`,
    settings: settings.map(([name, kind]) => ({ name, kind, about: `What ${name} is for.` })),
  }) as EnvironmentRoom

// What the first worker can do without, the second one needs.
const rooms = [
  aRoom('ingress', [
    ['STRIPE_SECRET_KEY', 'optional'],
    ['ALERT_URL', 'optional'],
  ]),
  aRoom('billing', [['STRIPE_SECRET_KEY', 'needed']]),
]

/** Ensures the secrets where each worker has these; answers what was stored, said and left. */
async function ensure(source: Partial<SecretSource>, stored: Record<string, string[]> = {}) {
  const told: Record<string, unknown> = {}
  const said: string[] = []
  const wrangler = async ([, , , config = '']: string[], { input }: { input?: string } = {}) => {
    told[config.replace('.toml', '')] = JSON.parse(input ?? '')
    return ''
  }
  const api = anApi((path) => {
    const [, app = ''] = /scripts\/(\w+)\/secrets$/.exec(path) ?? []
    return stored[app]?.map((name) => ({ name }))
  })
  const target = { wrangler, api, accountId: 'acc', env: 'staging' }
  const all: SecretSource = { values: {}, ask: undefined, replace: false, ...source }
  const missing = await ensureSecrets(target, rooms, all, (line) => void said.push(line))
  return { told, said: said.join('\n'), missing: missing.map(({ name }) => name) }
}

it('misses what one worker needs although another can do without', async () => {
  const { said, missing } = await ensure({})

  expect(missing).toEqual(['STRIPE_SECRET_KEY'])
  expect(said).toContain('billing\n    STRIPE_SECRET_KEY\n      What STRIPE_SECRET_KEY is for.')
  expect(said).not.toContain('ingress')
})

it('keeps a key that one worker needs from another that can do without, and gives that one a key of its own', async () => {
  const values = { STRIPE_SECRET_KEY: 'full', ALERT_URL: 'https://x' }

  expect((await ensure({ values })).told).toEqual({
    ingress: { ALERT_URL: 'https://x' },
    billing: { STRIPE_SECRET_KEY: 'full' },
  })
  expect((await ensure({ values: { ...values, INGRESS_STRIPE_SECRET_KEY: 'reads' } })).told).toEqual({
    ingress: { STRIPE_SECRET_KEY: 'reads', ALERT_URL: 'https://x' },
    billing: { STRIPE_SECRET_KEY: 'full' },
  })
})

it('stores over what is there only when it is told to, and only what the file holds', async () => {
  const stored = { ingress: ['ALERT_URL', 'STRIPE_SECRET_KEY'], billing: ['STRIPE_SECRET_KEY'] }
  const values = { STRIPE_SECRET_KEY: 'rolled' }

  expect((await ensure({ values }, stored)).told).toEqual({})
  expect((await ensure({ values, replace: true }, stored)).told).toEqual({
    billing: { STRIPE_SECRET_KEY: 'rolled' },
  })
})

it('names what the file holds and no worker asks for', async () => {
  const values = { STRIPE_SECRET_KEI: 'x', INNGEST_API_KEY: 'of the deploy' }

  const { said } = await ensure({ values })

  expect(said).toContain('· no worker asks for STRIPE_SECRET_KEI, which the secrets file holds')
  expect(said).not.toContain('INNGEST_API_KEY')
})

it('asks for what is needed, and again where the answer cannot be right', async () => {
  const answers = ['-----BEGIN RSA PRIVATE KEY-----\n-----END RSA PRIVATE KEY-----', 'sk_1']
  const asked: string[] = []
  const ask = async (question: string) => {
    asked.push(question)
    return answers.shift() ?? ''
  }

  const { told, said } = await ensure({ ask })

  expect(asked).toEqual(['  STRIPE_SECRET_KEY: ', '  STRIPE_SECRET_KEY: '])
  expect(said).toContain('✗ STRIPE_SECRET_KEY is a key in PKCS#1')
  expect(told).toEqual({ billing: { STRIPE_SECRET_KEY: 'sk_1' } })
})
