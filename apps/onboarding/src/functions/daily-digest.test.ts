import { env } from 'cloudflare:workers'
import { users } from '@repo/db/schema'
import { aTeam } from '@repo/testing/a-team'
import { stubOutside } from '@repo/testing/outside-world'
import { beforeEach, expect, it } from 'vitest'
import { aUser } from '../../test/a-user.ts'
import { anEngine } from '../../test/an-engine.ts'
import { byResend, ok } from '../../test/by-resend.ts'
import { db, explore, run } from '../../test/run.ts'

const DAY_MS = 86_400_000
const EIGHT_MS = DAY_MS / 3

beforeEach(async () => {
  await db.update(users).set({ wantsDigest: false })
})

const tick = (at: string) => ({ name: 'inngest/scheduled.timer', data: {}, ts: Date.parse(at) })

it('says that a digest of yesterday is due for those who want one, and for nobody else', async () => {
  const { events } = stubOutside()
  const [one, two] = [await aUser(), await aUser()]
  await aUser({ wantsDigest: false })

  const { output } = await run('daily-digest', tick('2026-11-23T08:00:00Z'))

  expect(output).toEqual({ day: '2026-11-22', due: 2 })
  expect(events).toHaveLength(2)
  expect(new Set(events.map(({ id }) => id))).toEqual(
    new Set([one, two].map(({ id }) => `digest:${id}:2026-11-22`)),
  )
})

it('says the same, under the same ids, when it is run again', async () => {
  const { id } = await aUser()
  const { events } = stubOutside()

  const first = await run('daily-digest', tick('2026-11-23T08:00:00Z'))
  const again = await run('daily-digest', tick('2026-11-24T03:00:00Z'))

  expect(again.output).toEqual(first.output)
  expect(new Set(events.map((event) => event.id))).toEqual(new Set([`digest:${id}:2026-11-22`]))
})

it('brings each reader one mail, wherever the morning is cut off', async () => {
  const exploration = await explore({
    async setup(engine) {
      await db.update(users).set({ wantsDigest: false })
      return { ...byResend(ok, engine), readers: [await aUser(), await aUser()] }
    },
    play: (engine) => engine.invoke('onboarding-daily-digest'),
    check({ asked, readers }) {
      const keys = asked.map(({ key }) => key?.replace(/:[^:]*$/, ''))
      expect(keys).toHaveLength(2)
      expect(new Set(keys)).toEqual(new Set(readers.map(({ id }) => `mail_${id}_digest`)))
    },
  })

  expect(exploration).toHaveSurvived()
}, 60_000)

it.each([
  [1_000, ['get-users', 'send-digests', 'get-users-reader-1000']],
  [
    2_001,
    [
      'get-users',
      'send-digests',
      'get-users-reader-1000',
      'send-digests-reader-1000',
      'get-users-reader-2000',
      'send-digests-reader-2000',
    ],
  ],
])('finds all of %i readers, page by page, and nobody twice', async (count, pages) => {
  const { events } = stubOutside()
  await someReaders(count)

  const { output, steps } = await run('daily-digest', tick('2026-11-23T08:00:00Z'))

  expect(output).toEqual({ day: '2026-11-22', due: count })
  expect(Object.keys(steps)).toEqual(pages)
  expect(events).toHaveLength(count)
  expect(new Set(events.map(({ data }) => data['userId'])).size).toBe(count)
})

it('comes at eight in the morning (UTC), every day', async () => {
  stubOutside()
  const midnight = Math.ceil(Date.now() / DAY_MS) * DAY_MS
  const engine = await anEngine({ functions: ['daily-digest'], start: new Date(midnight) })
  const count = () => engine.runs.find({ functionId: 'onboarding-daily-digest' }).length

  await engine.runUntil(midnight + EIGHT_MS - 1)
  expect(count()).toBe(0)
  await engine.runUntil(midnight + EIGHT_MS)
  expect(count()).toBe(1)
  await engine.runUntil(midnight + DAY_MS + EIGHT_MS - 1)
  expect(count()).toBe(1)
  await engine.runUntil(midnight + DAY_MS + EIGHT_MS)
  expect(count()).toBe(2)
})

it('tries four times to find the readers', async () => {
  stubOutside()
  let tries = 0
  const isGone = () => {
    tries += 1
    throw new Error('the worker is gone')
  }

  const { status } = await run('daily-digest', tick('2026-11-23T08:00:00Z'), { onStep: isGone })

  expect([status, tries]).toEqual(['failed', 4])
})

/** So many users who want a digest, and nobody else: `reader-0001` and so on. */
async function someReaders(count: number) {
  const { teamId } = await aTeam(db)
  await env.DB.prepare(
    `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?1)
      INSERT OR REPLACE INTO users (id, team_id, email, name, wants_digest, created_at)
      SELECT printf('reader-%04d', i), ?2, i || '@example.com', 'Reader', 1, 0 FROM n`,
  )
    .bind(count, teamId)
    .run()
}
