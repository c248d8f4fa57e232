import { expect, it } from 'vitest'
import { db } from '../../test/given.ts'
import { findAlert, noteTrouble } from './alerts.ts'

const HOUR_MS = 3_600_000

const aTrouble = () => ({ kind: 'shard-stuck', fingerprint: `f-${crypto.randomUUID()}`, text: 'it waits' })

it('is told at once, then once an hour while it lasts', async () => {
  const trouble = aTrouble()
  const note = (at: number) => noteTrouble(db, trouble, new Date(at))

  expect(await note(0)).toEqual({ isDue: true, occurrences: 1 })
  expect(await note(HOUR_MS - 1)).toEqual({ isDue: false, occurrences: 2 })
  expect(await note(HOUR_MS)).toEqual({ isDue: true, occurrences: 3 })
  expect(await note(HOUR_MS + 1)).toMatchObject({ isDue: false })
  expect(await findAlert(db, trouble.fingerprint)).toMatchObject({
    occurrences: 4,
    firstAt: new Date(0),
    lastAt: new Date(HOUR_MS + 1),
  })
})

it('is told by one alone of many who find it at the same moment', async () => {
  const trouble = aTrouble()
  const first = await Promise.all(Array.from({ length: 8 }, () => noteTrouble(db, trouble, new Date(0))))
  const later = await Promise.all(
    Array.from({ length: 8 }, () => noteTrouble(db, trouble, new Date(HOUR_MS))),
  )

  expect(first.filter(({ isDue }) => isDue)).toHaveLength(1)
  expect(later.filter(({ isDue }) => isDue)).toHaveLength(1)
})
