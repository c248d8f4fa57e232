import { expect, it } from 'vitest'
import { whyNotAgain } from './why-not-again.ts'

const NOW = new Date('2026-11-23T12:00:00Z')
const hoursAgo = (hours: number) => new Date(NOW.getTime() - hours * 3_600_000)

it.each([
  ['refused', 0],
  ['refused', 1_000],
  ['failed', 0],
  ['failed', 22],
  ['sending', 2],
] as const)('lets a mail that is %s since %i hours be sent again', (status, hours) => {
  expect(whyNotAgain({ status, createdAt: hoursAgo(hours) }, NOW)).toBeUndefined()
})

it.each([
  ['sent', 0, 'is out'],
  ['captured', 0, 'is out'],
  ['sending', 0, 'being sent'],
  ['sending', 24, 'may have arrived'],
  ['failed', 24, 'may have arrived'],
] as const)('does not let a mail that is %s since %i hours: it %s', (status, hours, reason) => {
  expect(whyNotAgain({ status, createdAt: hoursAgo(hours) }, NOW)).toContain(reason)
})
