import { expect, it } from 'vitest'
import { aWorkspace, SECRETS } from '../../test/a-workspace.ts'
import { startCloudflare } from '../../test/start-cloudflare.ts'
import { setUp, type SetupOptions } from './set-up.ts'

const options: SetupOptions = {
  env: 'staging',
  name: 'acme',
  isRenaming: false,
  accountId: undefined,
  domain: undefined,
  secrets: { values: SECRETS, ask: undefined, replace: false },
}

/** Runs a setup with the real wrangler; answers what it said. */
async function start() {
  const { wranglerFor } = await startCloudflare()
  const workspace = aWorkspace()
  const run = async (changes: Partial<SetupOptions> = {}) => {
    const said: string[] = []
    const tools = {
      workspace,
      wranglerFor: wranglerFor(workspace),
      say: (line: string) => void said.push(line),
    }
    const error = await setUp(tools, { ...options, ...changes }).catch((caught: Error) => caught)
    return { said: said.join('\n'), error: error?.message }
  }
  return { run }
}

it(
  'lists all that is missing at once, by worker and said once, and names it in the end; refuses another name once it is set up',
  { timeout: 600_000 },
  async () => {
    const { run } = await start()

    const { said, error } = await run({ secrets: { values: {}, ask: undefined, replace: false } })
    const renamed = await run({ name: 'other' })

    expect(said).toContain(
      '  ingress\n    STRIPE_WEBHOOK_SECRET\n      Proves that a delivery comes from Stripe.\n    INNGEST_SIGNING_KEY\n      Proves',
    )
    expect(said).toContain(
      '  billing\n    INNGEST_SIGNING_KEY, as above\n    STRIPE_SECRET_KEY\n      Charges. Stripe: Developers, API keys.',
    )
    expect(error).toContain('still missing: STRIPE_WEBHOOK_SECRET, INNGEST_SIGNING_KEY, STRIPE_SECRET_KEY')
    expect(renamed.error).toContain('set up as acme')
    expect(renamed.error).toContain('--rename')
  },
)

it.each(['Acme', 'acme-', 'ac--me', '1acme', 'a'.repeat(31), '../acme'])(
  'refuses the name %s',
  async (name) => {
    const nobody = () => {
      throw new Error('nobody may be asked')
    }
    const tools = { workspace: aWorkspace(), wranglerFor: nobody, say: () => {} }

    await expect(setUp(tools, { ...options, name })).rejects.toThrow('--name is up to 30 small letters')
  },
)
