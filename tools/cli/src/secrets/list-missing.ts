import { z } from 'zod'
import { type CloudflareApi, CloudflareRefused } from '../cloudflare/cloudflare-api.ts'
import { scriptPath, type Script } from '../cloudflare/script-path.ts'
import type { EnvironmentRoom } from '../environment/read-environment.ts'
import type { Setting } from './parse-example.ts'

/** A setting that workers need and do not have yet. */
export type Missing = Setting & {
  /** Under which name a file gives it. */
  givenAs: string
  rooms: EnvironmentRoom[]
}

const Stored = z.array(z.object({ name: z.string() }))

// There is no such worker: one that was never deployed has no secrets.
const NO_WORKER = 10_007

/** The names of the secrets that each worker has; Cloudflare tells nobody their values. */
export async function listStored(
  api: CloudflareApi,
  accountId: string,
  rooms: EnvironmentRoom[],
): Promise<Map<string, Set<string>>> {
  const entries = rooms
    .filter(({ settings }) => settings.length > 0)
    .map(async ({ app, worker }) => [app, await namesOf(api, { accountId, worker })] as const)
  return new Map(await Promise.all(entries))
}

async function namesOf(api: CloudflareApi, script: Script): Promise<Set<string>> {
  try {
    const stored = await api.get(`${scriptPath(script)}/secrets`, Stored)
    return new Set(stored.map(({ name }) => name))
  } catch (error) {
    if (error instanceof CloudflareRefused && error.code === NO_WORKER) return new Set()
    throw error
  }
}

/**
 * Every setting that some worker lacks, once, with the workers that lack it; optional ones among them. What one worker needs is given under its name; a
 * worker that can do without it gets no key that powerful, but one of its own where there is one.
 */
export function listMissing(rooms: EnvironmentRoom[], stored: Map<string, Set<string>>): Missing[] {
  const needed = new Set(
    rooms.flatMap(({ settings }) => settings.filter(({ kind }) => kind === 'needed').map(({ name }) => name)),
  )
  const missing = new Map<string, Missing>()
  for (const room of rooms) {
    for (const setting of room.settings) {
      if (stored.get(room.app)?.has(setting.name)) continue
      const isApart = setting.kind === 'optional' && needed.has(setting.name)
      const givenAs = isApart ? `${room.app.toUpperCase()}_${setting.name}` : setting.name
      const known = missing.get(givenAs)
      if (known) known.rooms.push(room)
      else missing.set(givenAs, { ...setting, givenAs, rooms: [room] })
    }
  }
  return [...missing.values()]
}
