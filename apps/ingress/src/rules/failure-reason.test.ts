import { expect, it } from 'vitest'
import { failureReason } from './failure-reason.ts'

it.each([
  ['no such team', 'no such team'],
  [
    'Failed query: insert into users values (?)\nparams: ada@example.com',
    'Failed query: insert into users values (?)',
  ],
  ['no account of ada@example.com, nor of bob@example.com', 'no account of …@… nor of …@…'],
  ['', ''],
])('keeps of %j what says why, and nobody’s address', (message, reason) => {
  expect(failureReason(message)).toBe(reason)
})

it('keeps 300 characters of the longest message', () => {
  expect(failureReason(`${'x'.repeat(299)}yz${'x'.repeat(1_000_000)}`)).toBe(`${'x'.repeat(299)}y`)
})

it('shows no address that begins where the reason ends', () => {
  expect(failureReason(`${'x'.repeat(295)} ada@example.com`)).not.toContain('ada')
})
