import { expect, it } from 'vitest'
import { aUser, db } from '../../test/given.ts'
import { claimMail, findMail, listMails, markFailed, markMail, reopenMail } from './mails.ts'

const NOW = new Date('2026-11-23T12:00:00Z')

const aMail = (userId: string, text = 'Hello') => ({
  id: `mail_${userId}_tips`,
  userId,
  reason: 'tips',
  recipient: 'a@example.com',
  subject: 's',
  html: '<p>h</p>',
  text,
  createdAt: NOW,
})

it('gives the place to the first of many who claim it at once', async () => {
  const { id } = await aUser()

  const holders = await Promise.all(
    Array.from({ length: 8 }, (_, i) => claimMail(db, { ...aMail(id, `text ${i}`), id: `mail-${i}` })),
  )

  expect(new Set(holders.map(({ text }) => text)).size).toBe(1)
  expect((await listMails(db, 100)).filter(({ userId }) => userId === id)).toHaveLength(1)
})

it('notes what was not even written as certainly not sent, to whom it is due', async () => {
  const { id, email } = await aUser()

  await markFailed(db, id, ['welcome', 'tips'], 'the worker was gone', NOW)

  expect(await findMail(db, `mail_${id}_tips`)).toEqual({
    ...aMail(id, ''),
    recipient: email,
    subject: '',
    html: '',
    status: 'refused',
    error: 'the worker was gone',
  })
  expect(await findMail(db, `mail_${id}_welcome`)).toMatchObject({ status: 'refused' })
})

it('changes nothing of a mail that is out', async () => {
  const { id } = await aUser()
  const mail = await claimMail(db, aMail(id))
  await markMail(db, mail.id, 'sent')

  await markFailed(db, id, ['tips'], 'it broke', NOW)

  expect(await findMail(db, mail.id)).toEqual({ ...mail, status: 'sent' })
})

it('says of a mail that was handed on that it may have come', async () => {
  const { id } = await aUser()
  const mail = await claimMail(db, aMail(id))

  await markFailed(db, id, ['tips'], 'nobody answered', NOW)

  expect(await findMail(db, mail.id)).toEqual({ ...mail, status: 'failed', error: 'nobody answered' })
})

it('lets a place be taken that was noted before its mail was written, and only such a one', async () => {
  const { id } = await aUser()
  await markFailed(db, id, ['tips'], 'it broke', new Date(0))

  const taken = await claimMail(db, aMail(id))
  const again = await claimMail(db, aMail(id, 'Other words'))

  expect(taken).toEqual({ ...aMail(id), status: 'sending', error: null })
  expect(again).toEqual(taken)
})

it('knows that a mail whose writing failed again was not sent', async () => {
  const { id } = await aUser()
  await markFailed(db, id, ['tips'], 'it broke', NOW)
  await reopenMail(db, `mail_${id}_tips`)

  await markFailed(db, id, ['tips'], 'it broke again', NOW)

  expect(await findMail(db, `mail_${id}_tips`)).toMatchObject({ status: 'refused', error: 'it broke again' })
})

it('owes nothing to a user who does not exist', async () => {
  await markFailed(db, 'user_none', ['welcome'], 'user user_none does not exist', NOW)

  expect(await findMail(db, 'mail_user_none_welcome')).toBeUndefined()
})
