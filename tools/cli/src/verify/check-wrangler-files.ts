import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { execa } from 'execa'
import { root } from '../workspace.ts'
import { findForbiddenSettings } from './find-forbidden-settings.ts'

/** Reads every wrangler file that git knows or would take. */
export async function checkWranglerFiles(): Promise<string[]> {
  const args = [
    'ls-files',
    '--cached',
    '--others',
    '--exclude-standard',
    '*wrangler*.toml',
    '*wrangler*.json',
    '*wrangler*.jsonc',
  ]
  const { stdout } = await execa('git', args, { cwd: root })
  const files = stdout.split('\n').filter(Boolean)
  const faults = files.map(async (file) =>
    findForbiddenSettings(await readFile(join(root, file), 'utf8')).map((fault) => `${file}: ${fault}`),
  )
  return (await Promise.all(faults)).flat()
}
