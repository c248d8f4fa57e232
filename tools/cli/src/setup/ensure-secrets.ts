import type { CloudflareApi } from '../cloudflare/cloudflare-api.ts'
import type { Wrangler } from '../cloudflare/wrangler.ts'
import type { EnvironmentRoom } from '../environment/read-environment.ts'
import { findKeyFault } from '../secrets/find-key-fault.ts'
import { describeMissing } from '../secrets/describe-missing.ts'
import { listMissing, listStored, type Missing } from '../secrets/list-missing.ts'
import { storeSecrets } from '../secrets/store-secrets.ts'

export type SecretSource = {
  /** What a file says. */
  values: Record<string, string>
  /** Asks a person; undefined where there is none to ask. */
  ask: ((question: string) => Promise<string>) | undefined
  /** Store what the file says over what is there. */
  replace: boolean
}

type Target = { wrangler: Wrangler; api: CloudflareApi; accountId: string; env: string }

/** What a secrets file may hold for the deploy itself. */
const OF_THE_DEPLOY = ['INNGEST_API_KEY', 'INNGEST_ENV', 'INNGEST_API_BASE_URL']

/** Lists all that is missing at once, then stores what it is given, each only in the workers that need it. Answers what is still missing. */
export async function ensureSecrets(
  { wrangler, api, accountId, env }: Target,
  rooms: EnvironmentRoom[],
  { values, ask, replace }: SecretSource,
  say: (line: string) => void,
): Promise<Missing[]> {
  const all = listMissing(rooms, new Map())
  const lacking = listMissing(rooms, await listStored(api, accountId, rooms))
  const isGiven = ({ givenAs }: Missing) => Boolean(values[givenAs])
  const missing = replace ? [...all.filter(isGiven), ...lacking.filter((one) => !isGiven(one))] : lacking
  sayWhatNobodyAsksFor(all, values, say)
  const needed = missing.filter(({ kind }) => kind === 'needed')
  const wanted = needed.filter((one) => !isGiven(one))
  if (wanted.length > 0) say(`secrets that are missing:\n${describeMissing(wanted)}`)

  const given: Record<string, string> = {}
  for (const { givenAs, kind } of missing) {
    const value = values[givenAs] ?? (ask && kind === 'needed' ? await askFor(givenAs, ask, say) : '')
    if (value) given[givenAs] = value
  }
  for (const room of rooms) {
    const own = missing.filter(({ givenAs, rooms }) => givenAs in given && rooms.includes(room))
    if (own.length === 0) continue
    const entries = own.map(({ name, givenAs }) => [name, given[givenAs] ?? ''])
    await storeSecrets(wrangler, room, env, Object.fromEntries(entries))
    say(`✓ ${room.app}: stored ${own.map(({ name }) => name).join(', ')}`)
  }
  return needed.filter(({ givenAs }) => !(givenAs in given))
}

/** Asks again where the answer cannot be right. */
async function askFor(
  name: string,
  ask: NonNullable<SecretSource['ask']>,
  say: (line: string) => void,
): Promise<string> {
  for (;;) {
    const value = await ask(`  ${name}: `)
    const fault = findKeyFault(value)
    if (!fault) return value
    say(`✗ ${name} ${fault}`)
  }
}

/** A name with a slip in it would otherwise look as if it had been stored. */
function sayWhatNobodyAsksFor(
  all: Missing[],
  values: Record<string, string>,
  say: (line: string) => void,
): void {
  const known = new Set([...OF_THE_DEPLOY, ...all.map(({ givenAs }) => givenAs)])
  for (const name of Object.keys(values)) {
    if (!known.has(name)) say(`· no worker asks for ${name}, which the secrets file holds`)
  }
}
