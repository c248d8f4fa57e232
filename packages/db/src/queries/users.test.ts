import { env } from 'cloudflare:workers'
import { beforeEach, expect, it } from 'vitest'
import { aUser, db } from '../../test/given.ts'
import { users } from '../schema/index.ts'
import { claimMail, markFailed } from './mails.ts'
import { addUser, digestReaders, listDigestReaders, listUngreeted, ungreeted } from './users.ts'

beforeEach(async () => {
  await db.update(users).set({ wantsDigest: false, greetedAt: new Date() })
})

const NOW = new Date('2026-11-23T12:00:00Z')
const idsOf = (rows: { id: string }[]) => rows.map(({ id }) => id)

async function planOf(query: { toSQL(): { sql: string; params: unknown[] } }): Promise<string> {
  const { sql, params } = query.toSQL()
  const plan = await env.DB.prepare(`EXPLAIN QUERY PLAN ${sql}`)
    .bind(...params)
    .all<{ detail: string }>()
  return plan.results.map(({ detail }) => detail).join()
}

const greet = (userId: string, reason = 'welcome') =>
  claimMail(db, {
    id: `mail_${userId}_${reason}`,
    userId,
    reason,
    recipient: 'a@example.com',
    subject: 's',
    html: 'h',
    text: 't',
    createdAt: NOW,
  })

it('keeps one user for each address of a team, and answers the one that is there', async () => {
  const first = await aUser()

  const { greetedAt: _, ...again } = first
  const stored = await addUser(db, { ...again, id: `user_${crypto.randomUUID()}`, name: 'Another' })

  expect(stored).toEqual(first)
})

it('pages those who want a digest in order, each once', async () => {
  const readers = await Promise.all(Array.from({ length: 7 }, () => aUser({ wantsDigest: true })))

  const first = await listDigestReaders(db, '', 3)
  const second = await listDigestReaders(db, String(first.at(-1)), 3)
  const third = await listDigestReaders(db, String(second.at(-1)), 3)

  expect([first.length, second.length, third.length]).toEqual([3, 3, 1])
  expect([...first, ...second, ...third]).toEqual(idsOf(readers).toSorted())
})

it('reads those who want a digest from their index alone', async () => {
  expect(await planOf(digestReaders(db, 'x', 10))).toMatch(
    /^SEARCH users USING COVERING INDEX users_digest \(id>\?\)$/,
  )
})

it('lists whom nobody has greeted, oldest first, however long ago they signed up', async () => {
  const young = await aUser({ createdAt: new Date('2026-11-23T11:58:00Z') })
  const old = await aUser({ createdAt: new Date('2025-01-01T00:00:00Z') })
  await aUser({ createdAt: NOW })

  expect(idsOf(await listUngreeted(db, NOW, 10))).toEqual([old.id, young.id])
  expect(idsOf(await listUngreeted(db, NOW, 1))).toEqual([old.id])
})

it('lists nobody whose greeting is written, or has failed', async () => {
  const [greeted, failed, digested] = [await aUser(), await aUser(), await aUser()]
  await greet(greeted.id)
  await markFailed(db, failed.id, ['welcome', 'tips'], 'it broke', NOW)
  await greet(digested.id, 'digest:2026-11-22')

  expect(idsOf(await listUngreeted(db, new Date(), 10))).toEqual([digested.id])
})

it('looks for them in their index alone', async () => {
  expect(await planOf(ungreeted(db, NOW, 10))).toMatch(
    /^SEARCH users USING INDEX users_ungreeted \(created_at<\?\)$/,
  )
})
