import { z } from 'zod'
import { readJson, type Wrangler, WranglerFailed } from '../cloudflare/wrangler.ts'
import type { EnvironmentRoom } from '../environment/read-environment.ts'
import type { Setting } from './parse-example.ts'

/** A setting that workers need and do not have yet. */
export type Missing = Setting & {
  /** Under which name a file gives it. */
  givenAs: string
  rooms: EnvironmentRoom[]
}

// 10007: there is no such worker. A worker that was never deployed has no secrets.
const NO_WORKER = 10_007

/** The names of the secrets that each worker has; Cloudflare tells nobody their values. */
export async function listStored(
  wrangler: Wrangler,
  rooms: EnvironmentRoom[],
  env: string,
): Promise<Map<string, Set<string>>> {
  const entries = rooms
    .filter(({ settings }) => settings.length > 0)
    .map(async ({ app, config }) => [app, await namesOf(wrangler, config, env)] as const)
  return new Map(await Promise.all(entries))
}

async function namesOf(wrangler: Wrangler, config: string, env: string): Promise<Set<string>> {
  try {
    const printed = await wrangler(['secret', 'list', '--config', config, '--env', env])
    return new Set(readJson(printed, z.array(z.object({ name: z.string() }))).map(({ name }) => name))
  } catch (error) {
    const isNew =
      error instanceof WranglerFailed && (error.code === NO_WORKER || /not found/i.test(error.message))
    if (isNew) return new Set()
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
