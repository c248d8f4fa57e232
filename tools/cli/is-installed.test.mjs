import { expect, it } from 'vitest'
import { isInstalled } from './is-installed.mjs'

const LINUX = { platform: 'linux', arch: 'x64' }
const locked = {
  '': { name: 'house' },
  'apps/a': { version: '0.0.0' },
  'node_modules/@repo/a': { resolved: 'apps/a', link: true },
  'node_modules/one': { version: '1.0.0', integrity: 'sha512-one' },
  'node_modules/native-linux': {
    version: '1.0.0',
    integrity: 'l',
    optional: true,
    os: ['linux'],
    cpu: ['x64'],
  },
  'node_modules/native-darwin': {
    version: '1.0.0',
    integrity: 'd',
    optional: true,
    os: ['darwin'],
    cpu: ['x64'],
  },
}
const { '': _, 'node_modules/native-darwin': __, ...installed } = locked
const text = (packages) => JSON.stringify({ lockfileVersion: 3, packages })
const verdict = (record, machine = LINUX) => isInstalled(text(locked), record, machine)

it('knows what npm itself has installed', () => {
  expect(verdict(text(installed))).toBe(true)
})

it.each([
  ['another version', { ...installed, 'node_modules/one': { version: '1.0.1', integrity: 'sha512-one' } }],
  ['other bytes', { ...installed, 'node_modules/one': { version: '1.0.0', integrity: 'sha512-two' } }],
  ['one too many', { ...installed, 'node_modules/two': { version: '1.0.0' } }],
  ['nothing', {}],
])('does not take %s for it', (_what, packages) => {
  expect(verdict(text(packages))).toBe(false)
})

it('asks for what is made for this machine, though it is optional', () => {
  expect(verdict(text(installed), { platform: 'darwin', arch: 'x64' })).toBe(false)
})

it.each([undefined, '', '{', 'null', '{}'])('does not take the record %j for one', (record) => {
  expect(verdict(record)).toBe(false)
})
