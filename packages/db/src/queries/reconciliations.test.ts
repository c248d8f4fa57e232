import { expect, it } from 'vitest'
import { db } from '../../test/given.ts'
import type { Reconciliation } from '../schema/index.ts'
import {
  countMissing,
  keepPage,
  listDaySums,
  listMissing,
  markHealed,
  markRequested,
  openReconciliation,
  pruneReconciliations,
} from './reconciliations.ts'

const DAY_MS = 86_400_000
const NOON = Date.UTC(2026, 0, 2, 12)

async function aChannel(): Promise<Reconciliation> {
  const channel = `stripe-${crypto.randomUUID()}`
  const comparedTo = new Date(NOON - DAY_MS)
  return openReconciliation(db, { channel, source: channel, comparedTo, checkedAt: comparedTo })
}

const gap = (senderId: string, occurredAt: number) => ({
  senderId,
  attemptId: '1',
  type: 'invoice.paid',
  occurredAt: new Date(occurredAt),
})

const end = { comparedTo: new Date(NOON), walkFrom: null, nextPage: null, checkedAt: new Date(NOON) }

const sumsOf = async (source: string) =>
  (await listDaySums(db, '2026-01-01')).filter((sum) => sum.source === source)

it('counts a page once, though it is kept twice', async () => {
  const start = await aChannel()
  const page = { days: { '2026-01-02': 5 }, missing: [gap('evt_1', NOON)], to: end }

  await keepPage(db, start, page)
  await keepPage(db, start, page)

  expect(await sumsOf(start.source)).toEqual([
    { source: start.source, day: '2026-01-02', expected: 5, received: 4, healed: 0, missing: 1 },
  ])
  expect(await openReconciliation(db, { ...start, comparedTo: new Date(0) })).toMatchObject(end)
})

it('goes on where the last page ended', async () => {
  const start = await aChannel()
  const middle = { ...end, comparedTo: start.comparedTo, walkFrom: new Date(NOON), nextPage: 'page-2' }
  await keepPage(db, start, { days: { '2026-01-02': 5 }, missing: [], to: middle })

  await keepPage(db, start, { days: { '2026-01-02': 9 }, missing: [], to: end })
  await keepPage(db, { ...start, ...middle }, { days: { '2026-01-02': 2 }, missing: [], to: end })

  expect(await sumsOf(start.source)).toMatchObject([{ expected: 7, missing: 0 }])
})

it('tells by source and day what was received, healed and is missing still', async () => {
  const start = await aChannel()
  const missing = [gap('evt_1', NOON), gap('evt_2', NOON), gap('evt_3', NOON - DAY_MS)]
  await keepPage(db, start, { days: { '2026-01-01': 1, '2026-01-02': 4 }, missing, to: end })

  await markRequested(db, { ...start, senderId: 'evt_2' }, new Date(NOON), 'the sender has forgotten it')
  await markHealed(db, start.channel, ['evt_1', 'evt_unknown'], new Date(NOON))

  expect(await sumsOf(start.source)).toMatchObject([
    { day: '2026-01-02', expected: 4, received: 2, healed: 1, missing: 1 },
    { day: '2026-01-01', expected: 1, received: 0, healed: 0, missing: 1 },
  ])
  expect(await listMissing(db, start.channel, 10)).toMatchObject([
    { senderId: 'evt_3', requests: 0, error: null },
    { senderId: 'evt_2', requests: 1, error: 'the sender has forgotten it' },
  ])
})

it('puts what will hardly come at the end, so that it is in nobody’s way', async () => {
  const start = await aChannel()
  const missing = [gap('evt_old', NOON - 2), gap('evt_asked', NOON - 3), gap('evt_new', NOON)]
  await keepPage(db, start, { days: {}, missing, to: end })

  await markRequested(db, { ...start, senderId: 'evt_old' }, new Date(NOON), 'gone')
  await markRequested(db, { ...start, senderId: 'evt_asked' }, new Date(NOON), null)

  const listed = await listMissing(db, start.channel, 10)
  expect(listed.map(({ senderId }) => senderId)).toEqual(['evt_new', 'evt_asked', 'evt_old'])
  expect(await countMissing(db, start.channel, new Date(NOON - 2))).toBe(2)
})

it('forgets old days and gaps', async () => {
  const start = await aChannel()
  const missing = [gap('evt_1', NOON - 400 * DAY_MS)]
  await keepPage(db, start, { days: { '2024-11-28': 3, '2026-01-02': 1 }, missing, to: end })

  expect(await pruneReconciliations(db, new Date(NOON - 90 * DAY_MS))).toBeGreaterThanOrEqual(2)

  expect(await listMissing(db, start.channel, 10)).toEqual([])
  expect(await listDaySums(db, '2024-01-01')).not.toContainEqual(
    expect.objectContaining({ day: '2024-11-28' }),
  )
})
