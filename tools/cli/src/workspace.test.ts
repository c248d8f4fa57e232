import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { root } from './workspace.ts'

const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>
}

it.each(['start', 'test', 'verify', 'setup', 'deploy', 'rollback', 'doctor'])(
  'installs what is missing before npm run %s, which a fresh clone may begin with',
  (name) => {
    expect(scripts[`pre${name}`]).toBe('node tools/cli/ensure-installed.mjs')
  },
)
