import { expect, it } from 'vitest'
import { cleanName } from './clean-name.ts'

it.each([
  ['notes.md', 'notes.md'],
  ['a\r\nBcc: b@example.com', 'a Bcc: b@example.com'],
  ['a\u2028b\u2029c\u0085d\u0000e\u007f', 'a b c d e'],
  ['\n', ''],
  ['no\u200btes\ufeff.md', 'notes.md'],
  ['gnp.\u202efdp\u202c', 'gnp.fdp'],
  ['\u200b', ''],
  ['👩‍🔬.md', '👩‍🔬.md'],
  ['naïve 🦦.md', 'naïve 🦦.md'],
])('makes of %j %j', (given, name) => {
  expect(cleanName(given)).toBe(name)
})
