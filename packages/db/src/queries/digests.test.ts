import { expect, it } from 'vitest'
import { aTeamId, db } from '../../test/given.ts'
import { documents, entitlements, type NewDocument } from '../schema/index.ts'
import { getTeamDay } from './digests.ts'
import { markIndexed, reopenDocument } from './documents.ts'

const DAY = '2026-11-23'
const FIRST = new Date('2026-11-23T00:00:00.000Z')
const LAST = new Date('2026-11-23T23:59:59.999Z')
const BEFORE = new Date('2026-11-22T23:59:59.999Z')
const AFTER = new Date('2026-11-24T00:00:00.000Z')

async function aDocument(teamId: string, createdAt: Date, known: Partial<NewDocument> = {}) {
  const id = `doc_${crypto.randomUUID()}`
  const content = { source: 'upload', name: id, contentType: 'text/plain', sizeBytes: 1, sha256: id } as const
  const times = { asOf: createdAt, createdAt, updatedAt: createdAt }
  await db.insert(documents).values({ id, teamId, ...content, status: 'indexed', ...times, ...known })
  return id
}

const anOrderId = () => `ord_${crypto.randomUUID()}`

const grant = (teamId: string, grantedAt: Date, grantedBy: string, sku = 'seat') =>
  db.insert(entitlements).values({ teamId, sku, quantity: 1, grantedBy, grantedAt })

const dayOf = (teamId: string) => getTeamDay(db, teamId, DAY)

it('counts the documents that were new on the day, from its first millisecond to its last', async () => {
  const teamId = await aTeamId()
  for (const createdAt of [BEFORE, FIRST, LAST, AFTER]) await aDocument(teamId, createdAt)

  expect(await dayOf(teamId)).toEqual({ documents: 2, orders: 0 })
})

it('counts a document on its first day alone, however often it is indexed again', async () => {
  const teamId = await aTeamId()
  const old = await aDocument(teamId, BEFORE)
  const { version } = await reopenDocument(db, old, FIRST)
  await markIndexed(db, old, version, 1, FIRST)
  await aDocument(teamId, FIRST, { updatedAt: AFTER })

  expect(await dayOf(teamId)).toMatchObject({ documents: 1 })
})

it('counts no document that nobody can find', async () => {
  const teamId = await aTeamId()
  for (const status of ['uploaded', 'indexing', 'failed', 'deleted'] as const) {
    await aDocument(teamId, FIRST, { status })
  }

  expect(await dayOf(teamId)).toMatchObject({ documents: 0 })
})

it('counts an order once, however many things it gave, and nothing that no order gave', async () => {
  const teamId = await aTeamId()
  const one = anOrderId()
  await grant(teamId, FIRST, one)
  await grant(teamId, FIRST, one, 'credits')
  for (const grantedAt of [BEFORE, LAST, AFTER]) await grant(teamId, grantedAt, anOrderId())
  await grant(teamId, FIRST, `sub_${crypto.randomUUID()}`)

  expect(await dayOf(teamId)).toEqual({ documents: 0, orders: 2 })
})

it('counts nothing of another team', async () => {
  const [ours, theirs] = [await aTeamId(), await aTeamId()]
  await aDocument(theirs, FIRST)
  await grant(theirs, FIRST, anOrderId())

  expect(await dayOf(ours)).toEqual({ documents: 0, orders: 0 })
})
