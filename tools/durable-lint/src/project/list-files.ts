import { readdirSync } from 'node:fs'
import { join } from 'node:path'

const SKIPPED = new Set(['node_modules', 'dist', 'build', 'out', 'coverage', 'vendor'])
const SOURCE = /\.[cm]?[jt]sx?$/
const NOT_SHIPPED = /\.d\.[cm]?ts$|\.(test|spec|stories)\.[cm]?[jt]sx?$/
const TEST_FOLDERS = new Set(['__tests__', '__mocks__', 'test', 'tests', 'e2e'])

/** What is not looked at, in words for people. */
export const leftOut = `tests and stories (*.test.*, *.spec.*, *.stories.*, ${[...TEST_FOLDERS].join(', ')}), declarations (*.d.ts), hidden folders, ${[...SKIPPED].join(', ')}`

export type Listing = { sources: string[]; packageFiles: string[] }

/** The source files that a project ships and its package.json files. Tests are left out: their functions are served by nobody. */
export function listFiles(dir: string): Listing {
  const listing: Listing = { sources: [], packageFiles: [] }
  const visit = (folder: string): void => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const { name } = entry
      const path = join(folder, name)
      if (entry.isDirectory()) {
        if (!name.startsWith('.') && !SKIPPED.has(name) && !TEST_FOLDERS.has(name)) visit(path)
      } else if (name === 'package.json') listing.packageFiles.push(path)
      else if (isShipped(name)) listing.sources.push(path)
    }
  }
  visit(dir)
  listing.sources.sort()
  return listing
}

export const isShipped = (name: string): boolean => SOURCE.test(name) && !NOT_SHIPPED.test(name)
