import type { Wrangler } from '../cloudflare/wrangler.ts'
import type { EnvironmentRoom } from '../environment/read-environment.ts'
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

/** Lists all that is missing at once, then stores what it is given, each only in the workers that need it. Answers what is still missing. */
export async function ensureSecrets(
  wrangler: Wrangler,
  env: string,
  rooms: EnvironmentRoom[],
  { values, ask, replace }: SecretSource,
  say: (line: string) => void,
): Promise<Missing[]> {
  const stored = await listStored(wrangler, rooms, env)
  const missing = listMissing(rooms, replace ? without(stored, values) : stored)
  const needed = missing.filter(({ kind }) => kind === 'needed')
  const wanted = needed.filter(({ name }) => !values[name])
  if (wanted.length > 0) say(`secrets that are missing:\n${describeMissing(wanted)}`)

  const given: Record<string, string> = {}
  for (const { name, kind } of missing) {
    const value = values[name] ?? (ask && kind === 'needed' ? await ask(`  ${name}: `) : '')
    if (value) given[name] = value
  }
  for (const room of rooms) {
    const own = missing.filter(({ name, rooms }) => name in given && rooms.includes(room))
    if (own.length === 0) continue
    await storeSecrets(
      wrangler,
      room,
      env,
      Object.fromEntries(own.map(({ name }) => [name, given[name] ?? ''])),
    )
    say(`✓ ${room.app}: stored ${own.map(({ name }) => name).join(', ')}`)
  }
  return needed.filter(({ name }) => !(name in given))
}

/** As if what the file holds were not stored yet. */
function without(stored: Map<string, Set<string>>, values: Record<string, string>): Map<string, Set<string>> {
  return new Map(
    [...stored].map(([app, names]) => [app, new Set([...names].filter((name) => !(name in values)))]),
  )
}
