import { listMails } from '@repo/db/mails'
import { stubOutside } from '@repo/testing/outside-world'
import { expect, it } from 'vitest'
import { aUser } from '../../test/a-user.ts'
import { anEngine } from '../../test/an-engine.ts'
import { byResend, no, ok } from '../../test/by-resend.ts'
import { db, explore, run } from '../../test/run.ts'

const DAY_MS = 86_400_000

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

it('lets a whole day pass before it helps them on', async () => {
  stubOutside()
  const user = await aUser()
  const engine = await anEngine({ functions: ['send-welcome-email'] })
  const reasons = async () => (await mailsTo(user.id)).map(({ reason }) => reason)

  await engine.send(signedUp(user))
  await engine.advance(DAY_MS - 60_000)
  expect(await reasons()).toEqual(['welcome'])

  await engine.advance(60_000)
  expect(await reasons()).toEqual(['welcome', 'tips'])
})

it('tries for as long as the provider is down, five times in all', async () => {
  const { asked } = byResend(() => no(503))
  const user = await aUser()

  await run('send-welcome-email', signedUp(user))

  expect(asked).toHaveLength(5)
})

it('ends in the same mails, each sent once, wherever its day is cut off', async () => {
  const exploration = await explore({
    functions: ['send-welcome-email'],
    setup: async (engine) => ({ ...byResend(ok, engine), user: await aUser() }),
    play: (engine, { user }) => engine.send(signedUp(user)),
    async check({ asked, user }, engine) {
      expect(asked.map(({ key }) => key)).toEqual([`mail_${user.id}_welcome`, `mail_${user.id}_tips`])
      expect((await mailsTo(user.id)).map(({ reason, status }) => [reason, status])).toEqual([
        ['welcome', 'sent'],
        ['tips', 'sent'],
      ])
      expect(engine.runs.find().at(-1)).toHaveSlept('24h')
    },
  })

  expect(exploration).toHaveSurvived()
}, 60_000)

it('sends under the id that the provider knows when its answer is lost', async () => {
  const { asked } = byResend((times) => (times === 1 ? Promise.reject(new TypeError('lost')) : ok()))
  const user = await aUser()

  await run('send-welcome-email', signedUp(user))

  const id = `mail_${user.id}_welcome`
  expect(asked.map(({ key }) => key)).toEqual([id, id, `mail_${user.id}_tips`])
  expect((await mailsTo(user.id)).map(({ status }) => status)).toEqual(['sent', 'sent'])
})

it('is over for good when the whole run is run again', async () => {
  const { asked } = byResend(ok)
  const user = await aUser()

  await run('send-welcome-email', signedUp(user))
  await run('send-welcome-email', signedUp(user))

  expect(asked).toHaveLength(2)
})

it('gives up at once on a user who does not exist', async () => {
  stubOutside()

  const { status, steps } = await run(
    'send-welcome-email',
    signedUp({ id: 'user_none', teamId: 'team_none' }),
  )

  expect([status, steps]).toEqual(['failed', { 'get-user': 1 }])
})
