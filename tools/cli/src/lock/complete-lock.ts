import { platformOf } from './platform-of.ts'

type LockedPackage = {
  version?: string
  dev?: boolean
  optional?: boolean
  optionalDependencies?: Record<string, string>
}

export type Lock = { packages: Record<string, LockedPackage & Record<string, unknown>> }

const EXACT = /^\d+\.\d+\.\d+[\w.+-]*$/

/**
 * Adds the native packages that npm left out because the registry that it asked did not hold them for every platform. Without
 * them `npm ci` refuses the lock file on every machine; with them each machine fetches its own.
 */
export function completeLock(lock: Lock): { lock: Lock; added: string[] } {
  const missing: Lock['packages'] = {}
  for (const { dev, optionalDependencies = {} } of Object.values(lock.packages)) {
    for (const [name, version] of Object.entries(optionalDependencies)) {
      const key = `node_modules/${name}`
      const platform = platformOf(name)
      if (key in lock.packages || !EXACT.test(version) || !platform) continue
      missing[key] = { version, ...(dev && { dev }), optional: true, ...platform }
    }
  }
  const packages = Object.entries({ ...lock.packages, ...missing }).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return { lock: { ...lock, packages: Object.fromEntries(packages) }, added: Object.keys(missing) }
}
