import { listMails } from '@repo/db/mails'
import { documents, entitlements } from '@repo/db/schema'
import { stubOutside } from '@repo/testing/outside-world'
import { expect, it } from 'vitest'
import { aUser } from '../../test/a-user.ts'
import { anEngine } from '../../test/an-engine.ts'
import { byResend, no, ok } from '../../test/by-resend.ts'
import { db, run } from '../../test/run.ts'

const due = (userId: string, day = '2026-11-23') => ({ name: 'digest/send', data: { userId, day } })
/** A document of the team that can be found. */
async function anIndexedDocument(teamId: string, createdAt: Date) {
  const id = `doc_${crypto.randomUUID()}`
  const content = { source: 'upload', name: id, contentType: 'text/plain', sizeBytes: 1, sha256: id } as const
  const times = { asOf: createdAt, createdAt, updatedAt: new Date() }
  await db.insert(documents).values({ id, teamId, ...content, status: 'indexed', ...times })
}

const subjectsTo = async (userId: string) =>
  (await listMails(db, 100)).filter((mail) => mail.userId === userId).map(({ subject }) => subject)

it('sends a day’s digest once, however often it is due', async () => {
  stubOutside()
  const { id } = await aUser()

  await run('send-digest', due(id))
  await run('send-digest', due(id))

  expect(await subjectsTo(id)).toEqual(['Your team on 2026-11-23'])
})

it('tells what the team came by on that day', async () => {
  stubOutside()
  const { id, teamId, name } = await aUser({ name: 'Ann & Co' })
  const [at, later] = [new Date('2026-11-23T12:00:00Z'), new Date('2026-11-24T12:00:00Z')]
  for (const createdAt of [at, at, at, later]) await anIndexedDocument(teamId, createdAt)
  for (const grantedAt of [at, at, later]) {
    const grantedBy = `ord_${crypto.randomUUID()}`
    await db.insert(entitlements).values({ teamId, sku: 'seat', quantity: 1, grantedBy, grantedAt })
  }

  await run('send-digest', due(id))

  const { html, text } = (await listMails(db, 100)).find(({ userId }) => userId === id) ?? {}
  expect(text).toBe(
    `Your team on 2026-11-23\n\nHello ${name},\n\n- New documents: 3\n- Orders completed: 2\n`,
  )
  expect(html).toContain('<li>New documents: 3</li><li>Orders completed: 2</li>')
  expect(html).toContain('Hello Ann &amp; Co')
})

it('sends another for another day', async () => {
  stubOutside()
  const { id } = await aUser()

  await run('send-digest', due(id))
  await run('send-digest', due(id, '2026-11-24'))

  expect(await subjectsTo(id)).toHaveLength(2)
})

it('sends none to a user who wants none any more', async () => {
  stubOutside()
  const { id } = await aUser({ wantsDigest: false })

  const { output } = await run('send-digest', due(id))

  expect(output).toEqual({ skipped: 'no digest wanted' })
  expect(await subjectsTo(id)).toEqual([])
})

it('tries four times, then says why it was not sent', async () => {
  const { asked } = byResend(() => no(503))
  const { id } = await aUser()

  await run('send-digest', due(id))

  expect(asked).toHaveLength(4)
  expect((await listMails(db, 100)).find(({ userId }) => userId === id)).toMatchObject({
    status: 'failed',
    error: 'Resend answered 503',
  })
})

it('sends as many at once as the setting says, and no more', async () => {
  const { full, open, mostAtOnce, answer } = aGate(3)
  const { asked } = byResend(answer)
  const readers = await Promise.all(Array.from({ length: 8 }, () => aUser()))
  const engine = await anEngine({ functions: ['send-digest'], parallel: 100 })

  await engine.send(readers.map(({ id }) => due(id)))
  const idle = engine.runUntilIdle()
  await full
  open()
  await idle

  expect(asked).toHaveLength(8)
  expect(mostAtOnce()).toBe(3)
})

/** Keeps everybody waiting until so many are there and it is opened. */
function aGate(size: number) {
  const filled = Promise.withResolvers<void>()
  const opened = Promise.withResolvers<void>()
  let inside = 0
  let most = 0
  const answer = async () => {
    inside += 1
    most = Math.max(most, inside)
    if (inside === size) filled.resolve()
    await opened.promise
    inside -= 1
    return ok()
  }
  // A moment for those who should not come in.
  const open = () => setTimeout(opened.resolve, 50)
  return { full: filled.promise, open, mostAtOnce: () => most, answer }
}
