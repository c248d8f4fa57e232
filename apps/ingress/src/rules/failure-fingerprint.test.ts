import { expect, it } from 'vitest'
import { describeFailure, failureFingerprint } from './failure-fingerprint.ts'

it.each([
  ['order ord_fcbfc29d9f8ed2 cannot be paid', 'order ord_d7b05e1dc7b05e cannot be paid'],
  ['delivery stripe:evt_1abcd does not exist', 'delivery stripe:evt_2bcde does not exist'],
  ['team 5edfe58a-6142-4b50-83e7-37ce3a0e8b9c is gone', 'team 94fdef25-4801-45dd-8e01-e826ef434746 is gone'],
  ['no answer within 3000 ms', 'no answer within 5000 ms'],
  ['mail to ada@example.com bounced', 'mail to bob@example.org bounced'],
  ['github:7289592903abcdef is odd', 'github:1111592903abcdef is odd'],
  ['it broke\n at line 1', 'it broke\n at line 7'],
])('is one of %j and %j', (one, other) => {
  expect(failureFingerprint('f', one)).toBe(failureFingerprint('f', other))
})

it('tells functions and reasons apart', () => {
  expect(failureFingerprint('f', 'a')).not.toBe(failureFingerprint('g', 'a'))
  expect(failureFingerprint('f', 'the card was declined')).not.toBe(
    failureFingerprint('f', 'the team is gone'),
  )
})

it('is told in one line, without anybody’s address', () => {
  expect(describeFailure('mailer', 'mail to ada@example.com bounced\nstack')).toBe(
    'mailer failed: mail to …@… bounced',
  )
  expect(describeFailure('mailer', '')).toBe('mailer failed: no reason given')
})
