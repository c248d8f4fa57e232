import { expect, it } from 'vitest'
import { requireInngest } from './require-inngest.ts'

const production = { apiUrl: 'https://api.inngest.com', apiKey: 'key' }

it('asks for the key, unless somebody else syncs', () => {
  expect(() => requireInngest(undefined, 'production', false)).toThrow('INNGEST_API_KEY is missing')
  expect(() => requireInngest(undefined, 'production', true)).not.toThrow()
  expect(() => requireInngest(production, 'production', false)).not.toThrow()
})

it("never lets staging's apps take the place of production's by an environment that was forgotten", () => {
  expect(() => requireInngest(production, 'staging', false)).toThrow('INNGEST_ENV is missing')
  expect(() => requireInngest({ ...production, env: 'staging' }, 'staging', false)).not.toThrow()
})
