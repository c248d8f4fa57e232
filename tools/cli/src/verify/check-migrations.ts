import { cp, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execa } from 'execa'
import { root, wranglerEnv } from '../workspace.ts'

const room = join(root, 'packages/db')

/** Generates migrations beside a copy of ours: a schema that has moved on without one would add a file. */
export async function checkMigrations(): Promise<string[]> {
  const copy = await mkdtemp(join(tmpdir(), 'millrace-migrations-'))
  try {
    await cp(join(room, 'migrations'), copy, { recursive: true })
    const before = await readdir(copy)
    const { exitCode, all } = await execa('drizzle-kit', ['generate', ...flags(copy)], {
      cwd: room,
      env: wranglerEnv,
      preferLocal: true,
      localDir: root,
      all: true,
      reject: false,
    })
    if (exitCode !== 0) return [all]
    const after = await readdir(copy)
    if (after.length === before.length) return []
    return ['the schema has changed: run npx drizzle-kit generate --name <verb-noun> in packages/db']
  } finally {
    await rm(copy, { recursive: true })
  }
}

const flags = (out: string) => [
  '--dialect=sqlite',
  '--casing=snake_case',
  '--schema=./src/schema/index.ts',
  `--out=${out}`,
]
