import { listMails } from '@repo/db/mails'
import { stubOutside } from '@repo/testing/outside-world'
import { expect, it } from 'vitest'
import { aUser } from '../../test/a-user.ts'
import { byResend, no } from '../../test/by-resend.ts'
import { db, run } from '../../test/run.ts'

const due = (userId: string, day = '2026-11-23') => ({ name: 'digest/send', data: { userId, day } })
const subjectsTo = async (userId: string) =>
  (await listMails(db, 100)).filter((mail) => mail.userId === userId).map(({ subject }) => subject)

it('sends a day’s digest once, however often it is due', async () => {
  stubOutside()
  const { id } = await aUser()

  await run('send-digest', due(id))
  await run('send-digest', due(id))

  expect(await subjectsTo(id)).toEqual(['Your team on 2026-11-23'])
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

it('says why it was not sent', async () => {
  byResend(() => no(503))
  const { id } = await aUser()

  await run('send-digest', due(id))

  expect((await listMails(db, 100)).find(({ userId }) => userId === id)).toMatchObject({
    status: 'failed',
    error: 'Resend answered 503',
  })
})
