import { expect, it } from 'vitest'
import { findForbiddenSettings } from './find-forbidden-settings.ts'

it.each([
  ['INNGEST_DEV = "1"', 'INNGEST_DEV'],
  ['INNGEST_BASE_URL = "http://127.0.0.1:8288"', 'INNGEST_BASE_URL'],
  ['STRIPE_API_URL = ""', 'STRIPE_API_URL'],
  ['STRIPE_WEBHOOK_SECRET = "x"', 'STRIPE_WEBHOOK_SECRET'],
  ['"INNGEST_SIGNING_KEY": "x"', 'INNGEST_SIGNING_KEY'],
  ['# whsec_0123456789abcdef', 'whsec_0123456789abcdef'],
])('names what stands in %s', (line, name) => {
  expect(findForbiddenSettings(`name = "x"\n${line}`)).toEqual([expect.stringContaining(`line 2 holds`)])
  expect(findForbiddenSettings(line)[0]).toContain(name)
})

it('lets bindings and plain settings be', () => {
  expect(
    findForbiddenSettings('[vars]\nORDER_CONCURRENCY = "10"\n[[services]]\nbinding = "DELIVERIES"'),
  ).toEqual([])
})
