import { type StripeDouble, type StripeEvent, signStripePayload } from '@repo/stripe-double'
import type { LocalInstallation } from '../local-installation.ts'
import { findRun, listRuns } from './find-run.ts'
import { describeOrder, settledOrder } from './orders.ts'
import { describeRun, type Scene, scene, short } from './scene.ts'

/** A paid checkout comes in, comes in again, and somebody else tries the same. */
export async function playWebhooks(installation: LocalInstallation, stripe: StripeDouble): Promise<Scene[]> {
  const lineItems = [{ lookupKey: 'seat', quantity: 2 }]
  const aCheckout = () => stripe.createPaidCheckout({ lineItems, clientReferenceId: installation.teamId })
  const { session, event } = aCheckout()

  return [
    await scene('paid Stripe checkout', async () => {
      const answer = await postWebhook(installation, event, installation.stripeWebhookSecret)
      const run = describeRun(await findRun(runsOf(installation, event)))
      return { answer, run, did: describeOrder(await settledOrder(installation, `ord_${session.id}`)) }
    }),
    await scene('the same webhook again', async () => {
      const answer = await postWebhook(installation, event, installation.stripeWebhookSecret)
      const runs = await listRuns(runsOf(installation, event))
      const charges = stripe.listCharges().filter(({ checkoutSessionId }) => checkoutSessionId === session.id)
      return {
        answer,
        run: `no new one, ${runs.length} in all`,
        did: `no new charge, ${charges.length} in all`,
      }
    }),
    await scene('forged webhook', async () => {
      const forged = aCheckout().event
      const answer = await postWebhook(installation, forged, 'whsec_forged')
      const runs = await listRuns(runsOf(installation, forged))
      return {
        answer,
        run: `${runs.length} runs`,
        did: `kept nothing: ${await lookUp(installation, forged)}`,
      }
    }),
  ]
}

async function postWebhook(
  { gatewayUrl }: LocalInstallation,
  event: StripeEvent,
  secret: string,
): Promise<string> {
  const payload = JSON.stringify(event)
  const timestamp = Math.floor(Date.now() / 1000)
  const response = await fetch(`${gatewayUrl}/webhooks/stripe`, {
    method: 'POST',
    headers: { 'stripe-signature': signStripePayload({ payload, secret, timestamp }) },
    body: payload,
  })
  const answer = (await response.json()) as { deliveryId?: string; code?: string }
  return `${response.status} ${short(answer.deliveryId ?? answer.code ?? '')}`
}

async function lookUp({ gatewayUrl, token }: LocalInstallation, { id }: StripeEvent): Promise<string> {
  const headers = { authorization: `Bearer ${token}` }
  const response = await fetch(`${gatewayUrl}/v1/deliveries/stripe:${id}`, { headers })
  const { status, code } = (await response.json()) as { status: number | string; code?: string }
  return `${status} ${code ?? ''}`
}

const runsOf = ({ engineUrl }: LocalInstallation, { id }: StripeEvent) => ({
  engineUrl,
  event: 'stripe/webhook.received',
  field: 'deliveryId',
  value: `stripe:${id}`,
})
