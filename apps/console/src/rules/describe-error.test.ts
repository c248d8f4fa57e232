import { expect, it } from 'vitest'
import { describeError } from './describe-error.ts'

it('is the name and the first line of the message', () => {
  expect(describeError({ name: 'CardDeclined', message: 'no funds\nat charge (x.ts:1)', stack: '…' })).toBe(
    'CardDeclined: no funds',
  )
  expect(describeError({ message: 'no funds' })).toBe('no funds')
})

it('is at most 300 characters long', () => {
  expect(describeError({ message: 'x'.repeat(5_000) })).toHaveLength(300)
})

it('shows nothing of what is not an error', () => {
  expect(describeError('secret')).toBeNull()
  expect(describeError({ card: '4242' })).toBeNull()
  expect(describeError(null)).toBeNull()
})
