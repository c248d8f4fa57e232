// Plain JavaScript for whatever Node a fresh machine has: the right one comes with the install.
import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, readFileSync } from 'node:fs'
import { isInstalled } from './is-installed.mjs'

const LOCK = 'package-lock.json'
const INSTALLED_LOCK = 'node_modules/.millrace-lock.json'
const NPM_RECORD = 'node_modules/.package-lock.json'
const NODE = 'node_modules/.bin/node'
const read = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : undefined)

function fail(sentence) {
  console.error(`\n${sentence}`)
  process.exit(1)
}

// Ours alone would install a second time after whoever typed `npm ci` themselves.
if (read(INSTALLED_LOCK) !== read(LOCK) && !isInstalled(read(LOCK), read(NPM_RECORD), process)) {
  console.log('installing dependencies (once for each change of package-lock.json) …')
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const { status } = spawnSync(npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    stdio: 'inherit',
  })
  if (status !== 0) fail('the install failed; what npm said stands above')
  copyFileSync(LOCK, INSTALLED_LOCK)
}

const version = spawnSync(NODE, ['--version'], { encoding: 'utf8' }).stdout?.trim()
if (!version?.startsWith('v24.')) {
  fail(`Node 24 should be at ${NODE}, found ${version ?? 'nothing'}: run npm install with scripts allowed`)
}
