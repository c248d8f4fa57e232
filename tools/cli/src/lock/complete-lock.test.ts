import { expect, it } from 'vitest'
import { completeLock } from './complete-lock.ts'

const tool = {
  version: '1.0.0',
  dev: true,
  optionalDependencies: { '@tool/darwin-arm64': '1.0.0', '@tool/linux-x64': '1.0.0' },
}

it('adds what is missing for other platforms, marked so that only they fetch it', () => {
  const packages = { '': {}, 'node_modules/@tool/linux-x64': { version: '1.0.0' }, 'node_modules/tool': tool }

  const { lock, added } = completeLock({ packages })

  expect(added).toEqual(['node_modules/@tool/darwin-arm64'])
  expect(lock.packages['node_modules/@tool/darwin-arm64']).toEqual({
    version: '1.0.0',
    dev: true,
    optional: true,
    os: ['darwin'],
    cpu: ['arm64'],
  })
  expect(Object.keys(lock.packages)).toEqual([
    '',
    'node_modules/@tool/darwin-arm64',
    'node_modules/@tool/linux-x64',
    'node_modules/tool',
  ])
})

it('leaves a complete lock file and what names no platform alone', () => {
  const packages = { 'node_modules/a': { version: '1.0.0', optionalDependencies: { bufferutil: '4.0.0' } } }

  expect(completeLock({ packages })).toEqual({ lock: { packages }, added: [] })
})
