import { expect, it } from 'vitest'
import { readSetupFlags } from './read-setup-flags.ts'

it('takes a domain that is a host alone', () => {
  expect(readSetupFlags(['--env', 'staging', '--domain', 'app.example.com'])).toMatchObject({
    env: 'staging',
    domain: 'app.example.com',
  })
})

it.each([
  'https://app.example.com',
  'app.example.com/',
  'App.example.com',
  'localhost',
  '-a.example.com',
  '',
])('refuses the domain %j', (domain) => {
  expect(() => readSetupFlags(['--env', 'staging', `--domain=${domain}`])).toThrow('--domain is a host alone')
})
