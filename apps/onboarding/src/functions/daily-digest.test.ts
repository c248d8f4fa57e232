import { env } from 'cloudflare:workers'
import { users } from '@repo/db/schema'
import { stubOutside } from '@repo/testing/outside-world'
import { expect, it } from 'vitest'
import { aUser } from '../../test/a-user.ts'
import { byResend, ok } from '../../test/by-resend.ts'
import { db, explore, run } from '../../test/run.ts'

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
  await db.delete(users)
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

it('finds them by the index', async () => {
  const query = `EXPLAIN QUERY PLAN SELECT id FROM users WHERE wants_digest = 1 AND id > 'x' ORDER BY id LIMIT 10`

  const plan = await env.DB.prepare(query).all<{ detail: string }>()

  expect(plan.results.map(({ detail }) => detail).join()).toContain('users_digest')
})
