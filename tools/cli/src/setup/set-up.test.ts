import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { aWorkspace, SECRETS } from '../../test/a-workspace.ts'
import { startCloudflare } from '../../test/start-cloudflare.ts'
import type { Workspace } from '../workspace.ts'
import { setUp, type SetupOptions } from './set-up.ts'

const options: SetupOptions = {
  env: 'staging',
  name: 'acme',
  isRenaming: false,
  accountId: undefined,
  domain: undefined,
  secrets: { values: SECRETS, ask: undefined, replace: false },
}

const filesOf = ({ root, rooms }: Workspace) =>
  rooms.map(({ config }) => readFileSync(join(root, config), 'utf8'))

/** Runs a setup with the real wrangler; answers what it said. */
async function start() {
  const { double, wranglerFor } = await startCloudflare()
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
  return { double, workspace, run }
}

it(
  'makes what is missing, writes the ids down, stores each secret where it is needed, and changes nothing the second time',
  { timeout: 180_000 },
  async () => {
    const { double, workspace, run } = await start()

    const first = await run()
    const files = filesOf(workspace)
    const state = double.describe()
    const calls = double.calls.length
    const second = await run({ name: undefined })

    expect(first.error).toBeUndefined()
    expect(state.databases).toEqual([expect.objectContaining({ name: 'acme-staging' })])
    expect(state.buckets).toEqual({
      'acme-bodies-staging': [expect.objectContaining({ id: 'forget-bodies' })],
    })
    const secretsOf = (worker: string) => Object.keys(state.workers[worker]?.serving[0]?.secrets ?? {})
    expect(secretsOf('acme-ingress-staging')).toEqual(['STRIPE_WEBHOOK_SECRET', 'INNGEST_SIGNING_KEY'])
    expect(secretsOf('acme-billing-staging')).toEqual(['STRIPE_SECRET_KEY', 'INNGEST_SIGNING_KEY'])
    expect(files[0]).toContain(`database_id = "${double.account.databases[0]?.id}"`)
    expect(JSON.stringify([first, files])).not.toContain('sk_fixture')

    expect(second.error).toBeUndefined()
    expect(second.said).toContain('the wrangler files know all of it')
    expect(filesOf(workspace)).toEqual(files)
    expect(double.describe()).toEqual(state)
    const changing = double.calls.slice(calls).filter(({ method }) => method !== 'GET')
    expect(changing).toEqual([])
  },
)

it(
  'lists all that is missing at once, by worker and said once, and names it in the end; refuses another name once it is set up',
  { timeout: 180_000 },
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
