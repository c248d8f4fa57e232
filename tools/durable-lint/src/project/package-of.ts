import { readFileSync } from 'node:fs'
import { dirname, sep } from 'node:path'

export type Package = { dir: string; name: string; dependencies: Set<string> }

/** Reads a package.json; one that is broken counts as a package without a name. */
export function readPackage(file: string): Package {
  const dir = dirname(file)
  try {
    const json = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>
    const fields = ['dependencies', 'devDependencies', 'peerDependencies']
    const dependencies = fields.flatMap((field) => Object.keys((json[field] as object | undefined) ?? {}))
    return { dir, name: typeof json.name === 'string' ? json.name : '', dependencies: new Set(dependencies) }
  } catch {
    return { dir, name: '', dependencies: new Set() }
  }
}

/** The innermost package that holds a file. */
export function packageOf(packages: readonly Package[], path: string): Package | null {
  const around = packages.filter(({ dir }) => path.startsWith(dir + sep))
  return around.toSorted((a, b) => b.dir.length - a.dir.length)[0] ?? null
}
