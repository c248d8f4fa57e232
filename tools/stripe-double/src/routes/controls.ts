import { Hono } from 'hono'
import { createDeletedSubscription } from '../actions/create-deleted-subscription.ts'
import { createPaidCheckout } from '../actions/create-paid-checkout.ts'
import { getObject } from '../actions/get-object.ts'
import { listCharges } from '../actions/list-charges.ts'
import { JsonBody } from '../http/json-body.ts'
import { sendWebhook } from '../webhooks/send-webhook.ts'
import { webhookOf } from '../webhooks/webhook-of.ts'
import type { DoubleEnv } from '../world.ts'

/** What Stripe does not have: ways for a test or a story to play the buyer, and to count the money. */
export const controls = new Hono<DoubleEnv>()
  .post('/checkouts', async (c) => {
    const body = await JsonBody.from(c.req)
    const deliver = body.flag('deliver')
    if (deliver) webhookOf(c.env)
    const checkout = createPaidCheckout(c.env, {
      lineItems: body.list('lineItems').map((item) => ({
        lookupKey: item.requiredText('lookupKey'),
        quantity: item.requiredNumber('quantity'),
      })),
      clientReferenceId: body.requiredText('clientReferenceId'),
      ...body.texts('customerId', 'customerEmail'),
    })
    return c.json(
      { ...checkout, webhookStatus: deliver ? await sendWebhook(c.env, checkout.event) : null },
      201,
    )
  })

  .post('/subscriptions/deleted', async (c) => {
    const body = await JsonBody.from(c.req)
    const deliver = body.flag('deliver')
    if (deliver) webhookOf(c.env)
    const event = createDeletedSubscription(c.env, {
      customerId: body.requiredText('customerId'),
      ...body.texts('clientReferenceId'),
    })
    return c.json({ event, webhookStatus: deliver ? await sendWebhook(c.env, event) : null }, 201)
  })

  .post('/events/:id/deliver', async (c) => {
    const event = getObject(c.env, 'event', c.req.param('id'))
    return c.json({ event, webhookStatus: await sendWebhook(c.env, event) })
  })

  .get('/charges', (c) => c.json({ charges: listCharges(c.env) }))
