import { expect, it } from 'vitest'
import { platformOf } from './platform-of.ts'

it.each([
  ['@oxfmt/binding-linux-x64-musl', { os: ['linux'], cpu: ['x64'], libc: ['musl'] }],
  ['@oxlint/binding-linux-arm-gnueabihf', { os: ['linux'], cpu: ['arm'], libc: ['glibc'] }],
  ['@oxlint/binding-android-arm-eabi', { os: ['android'], cpu: ['arm'] }],
  ['@oxlint-tsgolint/darwin-x64', { os: ['darwin'], cpu: ['x64'] }],
  ['@turbo/windows-64', { os: ['win32'], cpu: ['x64'] }],
  ['@cloudflare/workerd-darwin-arm64', { os: ['darwin'], cpu: ['arm64'] }],
])('reads it from %s', (name, platform) => {
  expect(platformOf(name)).toEqual(platform)
})

it('finds none in the name of an ordinary package', () => {
  expect(platformOf('left-pad')).toBeUndefined()
})
