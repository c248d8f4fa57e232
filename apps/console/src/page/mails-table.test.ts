import { claimMail, markMail, markRefused } from '@repo/db/mails'
import { addUser } from '@repo/db/users'
import { aTeam } from '@repo/testing/a-team'
import { expect, it } from 'vitest'
import { db, openPage } from '../../test/open-page.ts'
import { stubEngine } from '../../test/stub-engine.ts'

async function aMail(end: (id: string) => Promise<void> = (id) => markMail(db, id, 'captured')) {
  const { teamId } = await aTeam(db)
  const userId = `user_${crypto.randomUUID()}`
  const createdAt = new Date()
  await addUser(db, {
    id: userId,
    teamId,
    email: 'a@example.com',
    name: 'Reader',
    wantsDigest: true,
    createdAt,
  })
  const letter = { subject: 'Hello <you>', html: '<p>Hello</p>', text: 'Hello & welcome' }
  const { id } = await claimMail(db, {
    id: `mail_${userId}`,
    userId,
    reason: 'welcome',
    recipient: 'a@example.com',
    ...letter,
    createdAt,
  })
  await end(id)
  return { id, userId }
}

it('shows mails and the users that they go to', async () => {
  stubEngine()
  const { id, userId } = await aMail()

  const page = await (await openPage('/console')).text()

  expect(page).toContain(`/console?mail=${id}`)
  expect(page).toContain('Hello &lt;you&gt;')
  expect(page).toContain(userId)
})

it('opens a mail in its text form', async () => {
  stubEngine()
  const { id } = await aMail()

  const page = await (await openPage(`/console?mail=${id}`)).text()

  expect(page).toContain('Hello &amp; welcome')
  expect(page).not.toContain('<p>Hello</p>')
})

it('says why a mail was not sent, with a button that tries again', async () => {
  stubEngine()
  const { id } = await aMail((refused) => markRefused(db, refused, 'the provider said <no>'))

  for (const path of ['/console', `/console?mail=${id}`]) {
    const page = await (await openPage(path)).text()

    expect(page).toContain('the provider said &lt;no&gt;')
    expect(page).toContain(`action="/console/mails/${id}/retry"`)
  }
})

it('has no button for a mail that is out', async () => {
  stubEngine()
  const { id } = await aMail()

  expect(await (await openPage('/console')).text()).not.toContain(`/console/mails/${id}/retry`)
})
