import { z } from 'zod'
import { Sentence } from '../sentence.ts'
import { readJson, type Wrangler, WranglerFailed } from './wrangler.ts'

const Identity = z.object({
  loggedIn: z.boolean(),
  accounts: z.array(z.object({ id: z.string(), name: z.string() })).optional(),
})

/** The account to work in: the one that is asked for, or the only one there is. */
export async function findAccount(wrangler: Wrangler, wanted: string | undefined): Promise<string> {
  const { loggedIn, accounts = [] } = readJson(await askWho(wrangler), Identity)
  if (!loggedIn) {
    throw new Sentence(
      'nobody is logged in at Cloudflare: run npx wrangler login, or set CLOUDFLARE_API_TOKEN',
    )
  }
  // A token that may not list accounts still works in one.
  if (wanted && (accounts.length === 0 || accounts.some(({ id }) => id === wanted))) return wanted
  const [only] = accounts
  if (!wanted && only && accounts.length === 1) return only.id

  const list = accounts.map(({ id, name }) => `  ${id}  ${name}`).join('\n')
  throw new Sentence(
    wanted
      ? `this login does not reach the account ${wanted}; it reaches:\n${list}`
      : `choose the account with --account <id>; this login reaches:\n${list}`,
  )
}

/** wrangler ends with an error when nobody is logged in, and says it as JSON all the same. */
async function askWho(wrangler: Wrangler): Promise<string> {
  try {
    return await wrangler(['whoami', '--json'])
  } catch (error) {
    if (error instanceof WranglerFailed && /"loggedIn":\s*false/.test(error.message)) {
      return JSON.stringify({ loggedIn: false })
    }
    throw error
  }
}
