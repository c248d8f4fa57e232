import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { execa } from 'execa'
import { root } from '../workspace.ts'
import { findPaths } from './find-paths.ts'

/** Every path that a document names exists, from the document's own room or from the root. */
export async function checkDocPaths(): Promise<string[]> {
  const { stdout } = await execa('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'], {
    cwd: root,
  })
  const faults = stdout
    .split('\n')
    .filter(Boolean)
    .map(async (file) => {
      const paths = findPaths(await readFile(join(root, file), 'utf8'))
      const isThere = (path: string) =>
        existsSync(join(root, path)) || existsSync(join(root, dirname(file), path))
      return paths
        .filter((path) => !isThere(path))
        .map((path) => `${file} names ${path}, which does not exist`)
    })
  return (await Promise.all(faults)).flat()
}
