import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Wrangler, WranglerFailed } from '../cloudflare/wrangler.ts'
import type { EnvironmentRoom } from '../environment/read-environment.ts'

type Rules = { rules: { id: string }[] }

/** Makes the buckets that are missing, and gives each the rules that lie beside its worker as `<binding>-lifecycle.json`. Answers the new ones. */
export async function ensureBuckets(
  wrangler: Wrangler,
  root: string,
  rooms: EnvironmentRoom[],
): Promise<string[]> {
  const listed = await wrangler(['r2', 'bucket', 'list'])
  const present = new Set([...listed.matchAll(/^name:\s+(\S+)/gm)].map(([, name]) => name))
  const wanted = rooms.flatMap((room) => room.buckets.map((bucket) => ({ ...bucket, dir: room.dir })))
  const made: string[] = []
  for (const { name, binding, dir } of wanted) {
    const isNew = !present.has(name) && (await make(wrangler, name))
    if (isNew) made.push(name)
    const rules = join(root, dir, `${binding.toLowerCase()}-lifecycle.json`)
    if (existsSync(rules)) await ensureLifecycle(wrangler, name, rules, isNew)
  }
  return made
}

// "The bucket you tried to create already exists, and you own it": wrangler lists the first twenty only.
const IS_THERE = 10_004

/** Answers whether it is new. */
async function make(wrangler: Wrangler, name: string): Promise<boolean> {
  try {
    await wrangler(['r2', 'bucket', 'create', name])
    return true
  } catch (error) {
    if (error instanceof WranglerFailed && error.code === IS_THERE) return false
    throw error
  }
}

/** Rules that a person added stay: ours are set only where one of them is missing. */
async function ensureLifecycle(
  wrangler: Wrangler,
  bucket: string,
  file: string,
  isNew: boolean,
): Promise<void> {
  const { rules } = JSON.parse(readFileSync(file, 'utf8')) as Rules
  const listed = isNew ? '' : await wrangler(['r2', 'bucket', 'lifecycle', 'list', bucket])
  if (rules.every(({ id }) => listed.includes(id))) return
  await wrangler(['r2', 'bucket', 'lifecycle', 'set', bucket, '--file', file, '--force'])
}
