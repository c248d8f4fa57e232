import { createRoute, z } from '@hono/zod-openapi'
import { createDb } from '@repo/db'
import { addErasure, getErasure } from '@repo/db/erasures'
import { startErasure } from '../erase/start-erasure.ts'
import { answers, IdParam, jsonBody, security } from './answers.ts'
import { audit } from './audit.ts'
import { createRouter } from './router.ts'

// A word that many bodies hold would erase them all.
const Mention = z
  .string()
  .max(320)
  .regex(
    /^([^@\s]{1,}@[^@\s]+\.[^@\s]+|[a-z]+_(?=\w*\d)\w{6,}|\d{6,})$/i,
    'an address of mail, or an id such as cus_123456 or 1234567, is needed',
  )

const Erasure = z
  .object({
    id: z.string(),
    requestedAt: z.iso.datetime(),
    erased: z.int().openapi({ description: 'How many bodies were erased, once it is finished.' }),
    finishedAt: z.iso.datetime().nullable(),
  })
  .openapi('Erasure')

const request = createRoute({
  method: 'post',
  path: '/',
  summary: 'Erase every stored body that mentions a person',
  description:
    'By addresses and ids that only this person’s webhooks hold. What became of the deliveries stays.',
  security,
  request: { body: jsonBody(z.strictObject({ mentions: z.array(Mention).min(1).max(20) })) },
  responses: answers(202, 'It is asked for.', z.object({ erasureId: z.string() }), [422]),
})

const show = createRoute({
  method: 'get',
  path: '/{id}',
  summary: 'Show whether an erasure is finished',
  security,
  request: { params: IdParam },
  responses: answers(200, 'The erasure.', Erasure, [404]),
})

export const erasures = createRouter()
  .openapi(request, async (c) => {
    const { mentions } = c.req.valid('json')
    const id = crypto.randomUUID()
    // The audit outlives the erasure, so it must not say whom it was about.
    await audit(c, 'erase', id, { mentions: mentions.length })
    await addErasure(createDb(c.env.DB), { id, mentions, requestedAt: new Date() })
    await startErasure(c.env, id)
    return c.json({ erasureId: id }, 202)
  })
  .openapi(show, async (c) => {
    const { id, requestedAt, erased, finishedAt } = await getErasure(
      createDb(c.env.DB),
      c.req.valid('param').id,
    )
    const shown = { id, requestedAt: requestedAt.toISOString(), erased }
    return c.json({ ...shown, finishedAt: finishedAt && finishedAt.toISOString() }, 200)
  })
