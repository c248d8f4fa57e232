import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** The folder of the whole workspace around a path: functions may be created in one package and served by another. */
export function findRoot(dir: string): string {
  let highest: string | null = null
  for (let at = dir; ; at = dirname(at)) {
    if (isWorkspace(at)) return at
    if (existsSync(join(at, 'package.json'))) highest = at
    if (existsSync(join(at, '.git'))) return at
    if (dirname(at) === at) return highest ?? dir
  }
}

function isWorkspace(dir: string): boolean {
  if (existsSync(join(dir, 'pnpm-workspace.yaml'))) return true
  const file = join(dir, 'package.json')
  return existsSync(file) && readFileSync(file, 'utf8').includes('"workspaces"')
}
