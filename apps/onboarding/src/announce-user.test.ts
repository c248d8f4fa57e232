import { createScheduledController } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { listMails } from '@repo/db/mails'
import { users } from '@repo/db/schema'
import { aTeam } from '@repo/testing/a-team'
import { type Outside, stubOutside } from '@repo/testing/outside-world'
import { beforeEach, describe, expect, it } from 'vitest'
import { aUser } from '../test/a-user.ts'
import { anEngine } from '../test/an-engine.ts'
import { call, db, run } from '../test/run.ts'
import type { Bindings } from './context.ts'
import worker from './index.ts'

const MINUTE_MS = 60_000
const DAY_MS = 1_440 * MINUTE_MS

beforeEach(async () => {
  await db.update(users).set({ greetedAt: new Date() })
})

/** The cron of the worker fires, at this distance from now. */
const tick = (inMs = 0) =>
  worker.scheduled(
    createScheduledController({ scheduledTime: new Date(Date.now() + inMs), cron: '* * * * *' }),
    env as unknown as Bindings,
  )

const signedUpAgo = (ms: number) => aUser({ createdAt: new Date(Date.now() - ms) })
const welcomesTo = async (userId: string) =>
  (await listMails(db, 100)).filter((mail) => mail.userId === userId && mail.reason === 'welcome')

describe('an announcement that was lost', () => {
  it('is made up for by the next minute but one, when Inngest could not be reached', async () => {
    const down: Outside = { 'engine.test': () => new Response(null, { status: 400 }) }
    stubOutside(down)
    const { authorization } = await aTeam(db)
    const body = { email: `${crypto.randomUUID()}@example.com`, name: 'Reader' }
    const { id } = await (await call('POST', '/v1/users', authorization, body)).json<{ id: string }>()
    const engine = await anEngine({ functions: ['send-welcome-email'] })
    stubOutside({ 'engine.test': (request) => engine.fetch(request) })

    await tick(MINUTE_MS + 1_000)
    await engine.runUntilIdle()

    expect(await welcomesTo(id)).toMatchObject([{ status: 'captured' }])
  })

  it('is made up for after any outage, in the order of the sign-ups', async () => {
    const { events } = stubOutside()
    const late = await signedUpAgo(2 * MINUTE_MS)
    const early = await signedUpAgo(40 * DAY_MS)

    await tick()

    expect(events).toMatchObject([
      {
        name: 'user/signed.up',
        id: `user-signed-up:${early.id}`,
        data: { userId: early.id, teamId: early.teamId },
      },
      { name: 'user/signed.up', id: `user-signed-up:${late.id}` },
    ])
  })

  it('is given a minute before anybody makes up for it', async () => {
    const { events } = stubOutside()
    await signedUpAgo(MINUTE_MS - 5_000)

    await tick()

    expect(events).toEqual([])
  })

  it('is made up for no more once the user is greeted, or the greeting stands as failed', async () => {
    const { events } = stubOutside()
    const [greeted, failed] = [await signedUpAgo(DAY_MS), await signedUpAgo(DAY_MS)]
    const signedUp = ({ id: userId, teamId }: { id: string; teamId: string }) => ({
      name: 'user/signed.up',
      data: { userId, teamId },
    })
    await run('send-welcome-email', signedUp(greeted))
    const onStep = (step: string) => {
      if (step === 'get-user') throw new Error('the worker is gone')
    }
    await run('send-welcome-email', signedUp(failed), { onStep })

    await tick()

    expect(events).toEqual([])
  })
})
