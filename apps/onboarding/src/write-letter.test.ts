import { expect, it } from 'vitest'
import { aUser } from '../test/a-user.ts'
import { db } from '../test/run.ts'
import { writeLetter } from './write-letter.ts'

it.each([
  ['welcome', 'Welcome aboard'],
  ['tips', 'Three things that are easily missed'],
  ['digest:2026-11-23', 'Your team on 2026-11-23'],
])('writes the letter of %s', async (reason, subject) => {
  expect(await writeLetter(db, await aUser(), reason)).toMatchObject({ subject })
})

it.each(['', 'goodbye', 'digest:', 'digest:yesterday'])(
  'names the reason %j, for which there is none',
  async (reason) => {
    await expect(writeLetter(db, await aUser(), reason)).rejects.toThrow(
      `there is no letter for the reason ${reason}`,
    )
  },
)
