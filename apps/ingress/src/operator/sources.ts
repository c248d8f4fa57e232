import { createRoute, z } from '@hono/zod-openapi'
import { createDb } from '@repo/db'
import { listDaySums } from '@repo/db/reconciliations'
import { readSourceHealth } from '@repo/db/source-health'
import { parseExpectedEvery } from '../rules/parse-expected-every.ts'
import { sources as known } from '../sources/get-source.ts'
import { hasSecret } from '../sources/secrets.ts'
import { answers, security } from './answers.ts'
import { createRouter } from './router.ts'

const DAY_MS = 86_400_000

export const DaySum = z
  .object({
    source: z.string(),
    day: z.iso.date(),
    expected: z.int(),
    received: z.int(),
    healed: z.int(),
    missing: z.int(),
  })
  .openapi('DaySum')

const Source = z
  .object({
    source: z.string(),
    hasSecret: z.boolean(),
    lastHeardAt: z.iso.datetime().nullable().openapi({
      description:
        'When it last sent a webhook itself. What was fetched from its list or filed as a test does not count.',
    }),
    lastReceivedAt: z.iso.datetime().nullable(),
    expectedEverySeconds: z.int().nullable(),
    isSilent: z.boolean().openapi({ description: 'Whether it is silent for longer than is expected.' }),
    last24Hours: z.record(z.string(), z.int()).openapi({ description: 'How many deliveries by status.' }),
    today: DaySum.nullable().openapi({ description: 'What the sender’s own list says of today (UTC).' }),
  })
  .openapi('Source')

const list = createRoute({
  method: 'get',
  path: '/',
  summary: 'Show how each source is',
  security,
  responses: answers(200, 'All sources.', z.object({ sources: z.array(Source) })),
})

export const sources = createRouter().openapi(list, async (c) => {
  const db = createDb(c.env.DB)
  const now = Date.now()
  const today = new Date(now).toISOString().slice(0, 10)
  const { everyMs } = parseExpectedEvery(c.env.EXPECTED_EVERY ?? '')
  const [health, sums] = await Promise.all([
    readSourceHealth(
      db,
      known.map(({ name }) => name),
      new Date(now - DAY_MS),
    ),
    listDaySums(db, today),
  ])
  const shown = known.map((source) => {
    const { name } = source
    const own = health.find((row) => row.source === name)
    const lastHeardAt = own?.lastHeardAt ?? null
    const allowedMs = everyMs.get(name) ?? null
    return {
      source: name,
      hasSecret: hasSecret(c.env, source),
      lastHeardAt: written(lastHeardAt),
      lastReceivedAt: written(own?.lastReceivedAt ?? null),
      expectedEverySeconds: allowedMs === null ? null : allowedMs / 1000,
      isSilent: lastHeardAt !== null && allowedMs !== null && now - lastHeardAt > allowedMs,
      last24Hours: own?.counts ?? {},
      today: sums.find((sum) => sum.source === name) ?? null,
    }
  })
  return c.json({ sources: shown }, 200)
})

const written = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString())
