import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { ResolverFactory } from 'oxc-resolver'
import { type Package, packageOf } from './package-of.ts'

const EXTENSIONS = ['.ts', '.tsx', '.mts', '.js', '.jsx', '.mjs', '.cjs', '.cts']
const OPTIONS = {
  extensions: EXTENSIONS,
  extensionAlias: {
    '.js': ['.ts', '.tsx', '.js', '.jsx'],
    '.mjs': ['.mts', '.mjs'],
    '.jsx': ['.tsx', '.jsx'],
  },
  conditionNames: ['source', 'import', 'node', 'default', 'require', 'types'],
}

export type Resolve = (from: string, specifier: string) => string | null

/**
 * Finds the file that an import names: by tsconfig paths, by `exports`, and through the workspace's own packages, so that nothing
 * needs to be installed or built. Null for what lies outside.
 */
export function createResolver(packages: readonly Package[]): Resolve {
  const withTsconfig = new ResolverFactory({ ...OPTIONS, tsconfig: 'auto' })
  const plain = new ResolverFactory(OPTIONS)
  const cache = new Map<string, string | null>()

  const find = (from: string, specifier: string): string | null => {
    const path =
      withTsconfig.resolveFileSync(from, specifier).path ?? plain.sync(dirname(from), specifier).path
    if (path && !path.includes('/node_modules/')) return path
    return inWorkspace(specifier) ?? byRootAlias(from, specifier)
  }

  const inWorkspace = (specifier: string): string | null => {
    const owner = packages.find(
      ({ name }) => name !== '' && (specifier === name || specifier.startsWith(`${name}/`)),
    )
    if (!owner) return null
    const rest = specifier.slice(owner.name.length + 1)
    const places = [specifier, `./src/${rest || 'index'}`, `./${rest || 'index'}`]
    const found = places.map((place) => plain.sync(owner.dir, place).path)
    return found.find((path) => path && !path.includes('/node_modules/') && existsSync(path)) ?? null
  }

  /** `@/` and `~/` are the source folder almost everywhere, and a tsconfig that extends a missing one does not say so. */
  const byRootAlias = (from: string, specifier: string): string | null => {
    const rest = /^[@~]\/(.+)$/.exec(specifier)?.[1]
    const dir = packageOf(packages, from)?.dir
    if (rest === undefined || dir === undefined) return null
    const found = ['src', '.', 'app'].map((folder) => plain.sync(join(dir, folder), `./${rest}`).path)
    return found.find(Boolean) ?? null
  }

  return (from, specifier) => {
    const key = `${dirname(from)}\0${specifier}`
    const known = cache.get(key)
    if (known !== undefined) return known
    const path = find(from, specifier)
    cache.set(key, path)
    return path
  }
}
