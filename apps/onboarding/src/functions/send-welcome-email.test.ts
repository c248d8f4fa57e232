import { listMails } from '@repo/db/mails'
import { stubOutside } from '@repo/testing/outside-world'
import { expect, it } from 'vitest'
import { aUser } from '../../test/a-user.ts'
import { db, run } from '../../test/run.ts'

const signedUp = ({ id: userId, teamId }: { id: string; teamId: string }) => ({
  name: 'user/signed.up',
  data: { userId, teamId },
})
const mailsTo = async (userId: string) =>
  (await listMails(db, 100)).filter((mail) => mail.userId === userId).toReversed()

it('greets a user, waits, and helps them on', async () => {
  stubOutside()
  const user = await aUser({ name: 'Ann & Co' })

  const { status, steps } = await run('send-welcome-email', signedUp(user))

  expect(status).toBe('completed')
  expect(Object.keys(steps)).toEqual(['get-user', 'send-email', 'wait-for-tips', 'send-tips'])
  const sent = await mailsTo(user.id)
  expect(sent.map(({ reason, status }) => [reason, status])).toEqual([
    ['welcome', 'captured'],
    ['tips', 'captured'],
  ])
  expect(sent[0]).toMatchObject({
    recipient: user.email,
    subject: 'Welcome aboard',
    text: expect.stringContaining('Ann & Co'),
  })
  expect(sent[0]?.html).toContain('Welcome, Ann &amp; Co')
})

it.each(['get-user', 'send-email', 'send-tips'])(
  'sends each mail once when the answer of %s is lost',
  async (lost) => {
    stubOutside()
    const user = await aUser()
    let isLost = false

    const { status } = await run('send-welcome-email', signedUp(user), {
      onStep: (name) => {
        if (name !== lost || isLost) return undefined
        isLost = true
        return 'forget'
      },
    })

    expect([status, isLost]).toEqual(['completed', true])
    expect((await mailsTo(user.id)).map(({ reason }) => reason)).toEqual(['welcome', 'tips'])
  },
)

it('gives up at once on a user who does not exist', async () => {
  stubOutside()

  const { status, steps } = await run(
    'send-welcome-email',
    signedUp({ id: 'user_none', teamId: 'team_none' }),
  )

  expect([status, steps]).toEqual(['failed', { 'get-user': 1 }])
})
