import { expect, it } from 'vitest'
import { anApi } from '../../test/an-api.ts'
import { aWorkspace } from '../../test/a-workspace.ts'
import { setUp, type SetupOptions } from './set-up.ts'

// The real wrangler sets up in the test of the deploy; here it is an account that is empty.
const answers: [string, string][] = [
  ['whoami', '{"loggedIn": true, "accounts": [{"id": "acc", "name": "Double"}]}'],
  ['d1 list', '[]'],
  ['d1 create', 'database_id = "01234567-89ab-cdef-0123-456789abcdef"'],
]

const options: SetupOptions = {
  env: 'staging',
  name: 'acme',
  isRenaming: false,
  accountId: undefined,
  domain: undefined,
  secrets: { values: {}, ask: undefined, replace: false },
}

/** A setup that can be run again and again in one workspace; answers what it said, and its last sentence. */
function start() {
  const workspace = aWorkspace()
  const wrangler = async (args: string[]) =>
    answers.find(([command]) => args.join(' ').startsWith(command))?.[1] ?? ''
  return async (changes: Partial<SetupOptions> = {}) => {
    const said: string[] = []
    const apiFor = () => anApi(() => undefined)
    const tools = {
      workspace,
      wranglerFor: () => wrangler,
      apiFor,
      say: (line: string) => void said.push(line),
    }
    const error = await setUp(tools, { ...options, ...changes }).catch((caught: Error) => caught)
    return { said: said.join('\n'), error: error?.message }
  }
}

it('lists all that is missing at once, by worker and said once, and names it in the end', async () => {
  const { said, error } = await start()()

  expect(said).toContain(
    '  ingress\n    STRIPE_WEBHOOK_SECRET\n      Proves that a delivery comes from Stripe.\n    INNGEST_SIGNING_KEY\n      Proves',
  )
  expect(said).toContain(
    '  billing\n    INNGEST_SIGNING_KEY, as above\n    STRIPE_SECRET_KEY\n      Charges. Stripe: Developers, API keys.',
  )
  expect(error).toContain('still missing: STRIPE_WEBHOOK_SECRET, INNGEST_SIGNING_KEY, STRIPE_SECRET_KEY')
})

it('refuses another name once it is set up, and says what it would orphan, unless that is wanted', async () => {
  const run = start()
  await run()

  const { error } = await run({ name: 'other' })
  const renamed = await run({ name: 'other', isRenaming: true })

  expect(error).toContain('set up as acme')
  expect(error).toContain('the runs in flight stay behind')
  expect(error).toContain('--rename')
  expect(renamed.said).toContain('✓ database other-staging made')
})

it.each(['Acme', 'acme-', 'ac--me', '1acme', 'a'.repeat(31), '../acme'])(
  'refuses the name %s',
  async (name) => {
    const nobody = () => {
      throw new Error('nobody may be asked')
    }
    const tools = { workspace: aWorkspace(), wranglerFor: nobody, apiFor: nobody, say: () => {} }

    await expect(setUp(tools, { ...options, name })).rejects.toThrow('--name is up to 30 small letters')
  },
)
