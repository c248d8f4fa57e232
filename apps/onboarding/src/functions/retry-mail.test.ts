import { env } from 'cloudflare:workers'
import { findMail } from '@repo/db/mails'
import { aTeam } from '@repo/testing/a-team'
import { stubOutside } from '@repo/testing/outside-world'
import { describe, expect, it } from 'vitest'
import { aUser } from '../../test/a-user.ts'
import { byResend, no, ok } from '../../test/by-resend.ts'
import { call, db, explore, run } from '../../test/run.ts'

const DAY_MS = 86_400_000

/** A welcome mail that the provider answers like this, until nobody tries any more. */
async function aMail(answer: () => Response) {
  byResend(answer)
  const { id: userId, teamId } = await aUser()
  const event = { name: 'user/signed.up', data: { userId, teamId } }
  const { status } = await run('send-welcome-email', event)
  expect(status).toBe('failed')
  return `mail_${userId}_welcome`
}

const ageByADay = (id: string) =>
  env.DB.prepare('UPDATE mails SET created_at = ? WHERE id = ?')
    .bind(Date.now() - DAY_MS, id)
    .run()

const retry = (mailId: string) => run('retry-mail', { name: 'mail/retry.requested', data: { mailId } })

async function ask(id: string, scopes = ['operator']) {
  const { authorization } = await aTeam(db, { scopes })
  return call('POST', `/v1/mails/${encodeURIComponent(id)}/retry`, authorization)
}

describe('a mail whose sending failed', () => {
  it('ends as refused with the reason where the provider said no', async () => {
    const id = await aMail(() => no(422))

    expect(await findMail(db, id)).toMatchObject({
      status: 'refused',
      error: expect.stringContaining('Resend refused mail'),
    })
  })

  it('ends as failed with the reason where nobody answered', async () => {
    const id = await aMail(() => no(503))

    expect(await findMail(db, id)).toMatchObject({ status: 'failed', error: 'Resend answered 503' })
  })

  it('is not taken for refused where an earlier try may have been granted', async () => {
    let asked = 0
    const id = await aMail(() => ((asked += 1) === 1 ? no(503) : no(401)))

    expect(await findMail(db, id)).toMatchObject({ status: 'failed' })
  })

  it('is sent again as it was written, under the same id, and then no more', async () => {
    const id = await aMail(() => no(422))
    await ageByADay(id)
    const { asked } = byResend(ok)

    await retry(id)
    const { output } = await retry(id)

    expect(asked).toEqual([{ key: id, subject: 'Welcome aboard' }])
    expect(output).toEqual({ skipped: 'the mail is out' })
    expect(await findMail(db, id)).toMatchObject({ status: 'sent', error: null })
  })

  it('ends again where sending fails again', async () => {
    const id = await aMail(() => no(422))
    byResend(() => no(500))

    await retry(id)

    expect(await findMail(db, id)).toMatchObject({ status: 'failed', error: 'Resend answered 500' })
  })

  it('is not sent a second time when it may have arrived and the provider has forgotten it', async () => {
    const id = await aMail(() => no(503))
    await ageByADay(id)
    const { asked } = byResend(ok)

    expect(await (await ask(id)).json()).toMatchObject({
      code: 'conflict',
      detail: expect.stringContaining('may have arrived'),
    })
    await retry(id)

    expect(asked).toEqual([])
    expect(await findMail(db, id)).toMatchObject({ status: 'failed' })
  })

  it('is sent once, wherever its retry is cut off', async () => {
    const exploration = await explore({
      functions: ['retry-mail'],
      async setup(engine) {
        const mailId = await aMail(() => no(422))
        return { mailId, ...byResend(ok, engine) }
      },
      play: (engine, { mailId }) => engine.send({ name: 'mail/retry.requested', data: { mailId } }),
      async check({ mailId, asked }) {
        expect(asked).toHaveLength(1)
        expect(await findMail(db, mailId)).toMatchObject({ status: 'sent' })
      },
    })

    expect(exploration).toHaveSurvived()
  }, 60_000)
})

describe('a mail whose run ended before it was written', () => {
  const isGone = (step: string) => {
    if (step !== 'mark-failed') throw new Error('the worker is gone')
  }

  /** What a new user is owed, after a run for them that never came to writing it. */
  async function anUnwrittenMail(functionId: string, event: { name: string; data: Record<string, unknown> }) {
    stubOutside()
    const { id: userId, teamId, email } = await aUser()
    const data = { ...event.data, userId, teamId }
    const { status } = await run(functionId, { ...event, data }, { onStep: isGone })
    expect(status).toBe('failed')
    return { userId, email }
  }

  const aWelcome = () => anUnwrittenMail('send-welcome-email', { name: 'user/signed.up', data: {} })

  it('stands among the mails as certainly not sent, with the reason', async () => {
    const { userId, email } = await aWelcome()

    for (const reason of ['welcome', 'tips']) {
      expect(await findMail(db, `mail_${userId}_${reason}`)).toMatchObject({
        status: 'refused',
        recipient: email,
        error: expect.stringContaining('the worker is gone'),
      })
    }
  })

  it('is written and sent when an operator asks for it, and then no more', async () => {
    const { userId } = await aWelcome()
    const { asked } = byResend(ok)
    const id = `mail_${userId}_welcome`

    expect((await ask(id)).status).toBe(202)
    await retry(id)
    await retry(id)

    expect(asked).toEqual([{ key: id, subject: 'Welcome aboard' }])
    expect(await findMail(db, id)).toMatchObject({
      status: 'sent',
      error: null,
      text: expect.stringContaining('Welcome, Reader'),
    })
  })

  it('is the digest of the day that it was due for', async () => {
    const due = { name: 'digest/send', data: { day: '2026-11-20' } }
    const { userId } = await anUnwrittenMail('send-digest', due)

    await retry(`mail_${userId}_digest:2026-11-20`)

    expect(await findMail(db, `mail_${userId}_digest:2026-11-20`)).toMatchObject({
      status: 'captured',
      subject: 'Your team on 2026-11-20',
    })
  })

  it('is sent once, wherever its retry is cut off', async () => {
    const exploration = await explore({
      functions: ['retry-mail'],
      async setup(engine) {
        const { userId } = await aWelcome()
        return { mailId: `mail_${userId}_tips`, ...byResend(ok, engine) }
      },
      play: (engine, { mailId }) => engine.send({ name: 'mail/retry.requested', data: { mailId } }),
      async check({ mailId, asked }) {
        expect(new Set(asked.map(({ key }) => key))).toEqual(new Set([mailId]))
        expect(await findMail(db, mailId)).toMatchObject({ status: 'sent' })
      },
    })

    expect(exploration).toHaveSurvived()
  }, 60_000)
})

describe('POST /v1/mails/:id/retry', () => {
  it('says that the mail is wanted', async () => {
    const id = await aMail(() => no(422))
    const { events } = byResend(ok)

    const response = await ask(id)

    expect(response.status).toBe(202)
    expect(events).toMatchObject([{ name: 'mail/retry.requested', data: { mailId: id } }])
  })

  it('answers 409 for a mail that is out, and 404 for one that is not there', async () => {
    const { id: userId, teamId } = await aUser()
    byResend(ok)
    await run('send-welcome-email', { name: 'user/signed.up', data: { userId, teamId } })

    expect((await ask(`mail_${userId}_welcome`)).status).toBe(409)
    expect((await ask('mail_none')).status).toBe(404)
  })

  it('changes nothing and says when to ask again while Inngest cannot be reached', async () => {
    const id = await aMail(() => no(422))
    byResend(ok, { 'engine.test': () => no(400) })

    const response = await ask(id)

    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '30'])
    expect(await findMail(db, id)).toMatchObject({ status: 'refused' })
  })

  it('is for operators', async () => {
    expect((await ask('mail_none', ['users:write'])).status).toBe(403)
  })
})
