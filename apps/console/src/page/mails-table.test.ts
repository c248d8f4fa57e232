import { claimMail, markFailed, markMail, markRefused } from '@repo/db/mails'
import { addUser } from '@repo/db/users'
import { aTeam } from '@repo/testing/a-team'
import { expect, it } from 'vitest'
import { db, openPage } from '../../test/open-page.ts'
import { stubEngine } from '../../test/stub-engine.ts'

async function aMail(end = (id: string): Promise<void> => markMail(db, id, 'captured'), reason = 'welcome') {
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
  const letter = { subject: 'Hello <you>', html: '<p title=">">Hello</p>', text: 'Hello & welcome' }
  const { id } = await claimMail(db, {
    id: `mail_${userId}`,
    userId,
    reason,
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

it('opens a mail in both its forms, the HTML in a frame that may do nothing', async () => {
  stubEngine()
  const { id } = await aMail()

  const page = await (await openPage(`/console?mail=${id}`)).text()

  expect(page).toContain('<pre class="mail">Hello &amp; welcome</pre>')
  expect(page).toContain('sandbox="" srcdoc="&lt;p title=&quot;&gt;&quot;&gt;Hello&lt;/p&gt;"')
  expect(page).not.toContain('<p title')
})

it('shows a mail that was due and never written, with its reason and a button that tries again', async () => {
  stubEngine()
  const { userId } = await aMail()
  await markFailed(db, userId, ['tips'], 'the worker was gone', new Date())
  const id = `mail_${userId}_tips`

  const [overview, detail] = await Promise.all(
    ['/console', `/console?mail=${id}`].map(async (path) => (await openPage(path)).text()),
  )

  for (const page of [overview, detail]) {
    expect(page).toContain('the worker was gone')
    expect(page).toContain(`action="/console/mails/${id}/retry"`)
  }
  expect(detail).toContain('It is not written yet')
  expect(detail).not.toContain('<iframe')
})

it('says whom nobody has greeted yet', async () => {
  stubEngine()
  const { userId: greeted } = await aMail()
  const { userId: waiting } = await aMail(async () => {}, 'tips')

  const page = await (await openPage('/console')).text()

  const rowOf = (userId: string) =>
    page
      .slice(page.indexOf('Newest users'))
      .split('<tr>')
      .find((row) => row.includes(userId))
  expect(rowOf(waiting)).toContain('<td>not yet</td>')
  expect(rowOf(greeted)).not.toContain('not yet')
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
