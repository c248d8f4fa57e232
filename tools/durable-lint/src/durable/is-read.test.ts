import { expect, it } from 'vitest'
import { isRead } from './is-read.ts'

it.each([
  ['db.select.from.where', true],
  ['prisma.user.findMany', true],
  ['getUser', true],
  ['adminGetUserById', true],
  ['markAsSeen', false],
  ['isEligible', true],
  ['supabase.from.insert.select.single', false],
  ['fetch', false],
  ['issueRefund', false],
  ['mailer.send', false],
])('takes %s for a read: %s', (path, expected) => {
  expect(isRead(path.split('.'))).toBe(expected)
})
