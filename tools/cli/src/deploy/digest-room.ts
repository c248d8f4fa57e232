import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import type { EnvironmentRoom } from '../environment/read-environment.ts'

const SKIPPED = new Set(['node_modules', 'dist', 'test', '.wrangler', '.turbo', 'coverage'])
const isShipped = (name: string) =>
  !/\.(test\.tsx?|md)$|^\.dev\.vars|^worker-configuration\.d\.ts$/.test(name)

/** A digest of all that a worker is built from: its room, the packages, what is installed, and its file as this environment has it. */
export async function digestRoom(root: string, { dir, file }: EnvironmentRoom): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify(file))
  const packages = existsSync(join(root, 'packages'))
    ? (await readdir(join(root, 'packages'))).map((name) => `packages/${name}/src`)
    : []
  for (const place of [dir, ...packages, 'package-lock.json']) {
    for (const path of await listFiles(join(root, place))) {
      hash
        .update(relative(root, path))
        .update('\0')
        .update(await readFile(path))
    }
  }
  return hash.digest('hex').slice(0, 16)
}

/** In an order that is the same on every machine. */
async function listFiles(path: string): Promise<string[]> {
  if (!existsSync(path)) return []
  const entries = await readdir(path, { withFileTypes: true }).catch(() => undefined)
  if (!entries) return [path]
  const inner = entries
    .filter(({ name }) => !SKIPPED.has(name) && isShipped(name))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map((entry) => listFiles(join(path, entry.name)))
  return (await Promise.all(inner)).flat()
}
