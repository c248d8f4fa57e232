import { createRoute, z } from '@hono/zod-openapi'
import { createDb } from '@repo/db'
import { countMatching, searchDeliveries } from '@repo/db/delivery-search'
import { addReplay, getReplay, listReplays } from '@repo/db/replays'
import type { Replay as Row } from '@repo/db/schema'
import { DomainError } from '@repo/worker-kit/errors'
import { answers, IdParam, jsonBody, security } from './answers.ts'
import { audit } from './audit.ts'
import { FilterQuery, filterOf } from './delivery-schemas.ts'
import { requestByEvent } from './request-by-event.ts'
import { createRouter } from './router.ts'

const COUNT_MAX = 10_000
const SAMPLE_SIZE = 5

const Replay = z
  .object({
    id: z.string(),
    filter: z.record(z.string(), z.unknown()),
    requestedAt: z.iso.datetime(),
    expected: z.int(),
    announced: z.int(),
    refused: z.int().openapi({ description: 'Their bytes did not verify, or are gone.' }),
    finishedAt: z.iso.datetime().nullable(),
  })
  .openapi('Replay')

const showReplay = ({ id, filter, requestedAt, expected, announced, refused, finishedAt }: Row) => ({
  id,
  filter,
  requestedAt: requestedAt.toISOString(),
  expected,
  announced,
  refused,
  finishedAt: finishedAt && finishedAt.toISOString(),
})

const ReplayRequest = z.strictObject({
  filter: z
    .strictObject(FilterQuery.shape)
    .refine((filter) => Object.keys(filter).length > 0, 'name at least one thing to look for'),
  dryRun: z.boolean().default(false),
  expectedCount: z
    .int()
    .min(0)
    .optional()
    .openapi({ description: 'What a dry run counted. The replay starts only while that is still so.' }),
})

const Counted = z.object({ count: z.int(), sample: z.array(z.string()), replayId: z.string().nullable() })

const request = createRoute({
  method: 'post',
  path: '/',
  summary: `Announce many deliveries again, at most ${COUNT_MAX}`,
  description: 'Ask with `dryRun` for the count first, then again with that count as `expectedCount`.',
  security,
  request: { body: jsonBody(ReplayRequest) },
  responses: {
    ...answers(200, 'Counted.', Counted, [409, 422, 503]),
    ...answers(202, 'Started.', Counted),
  },
})

const list = createRoute({
  method: 'get',
  path: '/',
  summary: 'List the newest replays of many',
  security,
  responses: answers(200, 'The newest first.', z.object({ replays: z.array(Replay) })),
})

const show = createRoute({
  method: 'get',
  path: '/{id}',
  summary: 'Show how far a replay of many has come',
  security,
  request: { params: IdParam },
  responses: answers(200, 'The replay.', Replay, [404]),
})

export const replays = createRouter()
  .openapi(request, async (c) => {
    const { filter: wanted, dryRun, expectedCount } = c.req.valid('json')
    const db = createDb(c.env.DB)
    const now = new Date()
    // What comes in from now on was not counted, so it is not replayed.
    const asked = filterOf(wanted)
    const filter = { ...asked, to: Math.min(asked.to ?? Number.POSITIVE_INFINITY, now.getTime()) }
    const count = await countMatching(db, filter, COUNT_MAX + 1)
    if (count > COUNT_MAX) {
      throw new DomainError('invalid', 'these are too many at once; narrow the filter', {
        field: 'filter',
        limit: `${COUNT_MAX} deliveries`,
      })
    }
    const sample = (await searchDeliveries(db, filter, SAMPLE_SIZE)).map(({ id }) => id)
    if (dryRun) return c.json({ count, sample, replayId: null }, 200)
    if (count !== expectedCount) {
      const counted = `${count} deliveries match, not ${expectedCount ?? 'a number that was named'}`
      throw new DomainError('conflict', counted, { field: 'expectedCount' })
    }

    const id = crypto.randomUUID()
    await audit(c, 'replay-many', id, { filter, count })
    const { tokenId } = c.get('caller')
    await addReplay(db, { id, filter, tokenId, requestedAt: now, expected: count })
    await requestByEvent(c.env, { id: `replay:${id}`, name: 'ops/replay.requested', data: { replayId: id } })
    return c.json({ count, sample, replayId: id }, 202)
  })
  .openapi(list, async (c) => {
    const rows = await listReplays(createDb(c.env.DB), 50)
    return c.json({ replays: rows.map(showReplay) }, 200)
  })
  .openapi(show, async (c) => {
    const row = await getReplay(createDb(c.env.DB), c.req.valid('param').id)
    return c.json(showReplay(row), 200)
  })
