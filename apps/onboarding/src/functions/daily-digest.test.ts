import { env } from 'cloudflare:workers'
import { stubOutside } from '@repo/testing/outside-world'
import { expect, it } from 'vitest'
import { aUser } from '../../test/a-user.ts'
import { run } from '../../test/run.ts'

const NOON = Date.parse('2026-11-23T12:00:00Z')
const tick = { name: 'inngest/scheduled.timer', data: {}, ts: NOON }

it('says that a digest is due for those who want one, and for nobody else', async () => {
  const { events } = stubOutside()
  const [one, two] = [await aUser(), await aUser()]
  await aUser({ wantsDigest: false })

  const { output } = await run('daily-digest', tick)

  expect(output).toEqual({ day: '2026-11-23', due: 2 })
  expect(new Set(events.map(({ id }) => id))).toEqual(
    new Set([one, two].map(({ id }) => `digest:${id}:2026-11-23`)),
  )
  expect(events).toHaveLength(2)
})

it('finds them by the index', async () => {
  const query = `EXPLAIN QUERY PLAN SELECT id FROM users WHERE wants_digest = 1 AND id > 'x' ORDER BY id LIMIT 10`

  const plan = await env.DB.prepare(query).all<{ detail: string }>()

  expect(plan.results.map(({ detail }) => detail).join()).toContain('users_digest')
})
