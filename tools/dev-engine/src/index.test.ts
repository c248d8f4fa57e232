import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'

/** Everything that a module imports, and what that imports. */
function importsOf(file: string, seen = new Set<string>()): Set<string> {
  for (const [, name = ''] of readFileSync(file, 'utf8').matchAll(/from '([^']+)'/g)) {
    const path = name.startsWith('.') ? join(dirname(file), name) : name
    if (seen.has(path)) continue
    seen.add(path)
    if (name.startsWith('.')) importsOf(path, seen)
  }
  return seen
}

it('needs nothing of Node, so that it runs inside workerd', () => {
  const packages = [...importsOf(join(import.meta.dirname, 'index.ts'))].filter(
    (name) => !name.startsWith('/'),
  )

  expect(packages.toSorted()).toEqual(['@marcbachmann/cel-js', 'croner', 'hono'])
})
