import { type StripeDouble, type StripeEvent, signStripePayload } from '@repo/stripe-double'
import type { LocalInstallation } from '../local-installation.ts'
import { progress } from '../start/progress.ts'
import { findRun, listRuns } from './find-run.ts'
import { type Order, postOrder, settledOrder } from './orders.ts'

export type Scene = { came: string; answer: string; run: string; did: string; tookMs: number }

type Told = Omit<Scene, 'came' | 'tookMs'>

/** The main job, played against the running installation from outside: what the table says is what the product answered. */
export async function playStory(installation: LocalInstallation, stripe: StripeDouble): Promise<Scene[]> {
  const aCheckout = () =>
    stripe.createPaidCheckout({
      lineItems: [{ lookupKey: 'seat', quantity: 2 }],
      clientReferenceId: installation.teamId,
    })
  const checkout = aCheckout()

  return [
    await scene('paid Stripe checkout', async () => {
      const answer = await postWebhook(installation, checkout.event, installation.stripeWebhookSecret)
      const run = describeRun(await findRun(webhookRuns(installation, checkout.event)))
      return {
        answer,
        run,
        did: describeOrder(await settledOrder(installation, `ord_${checkout.session.id}`)),
      }
    }),
    await scene('the same webhook again', async () => {
      const answer = await postWebhook(installation, checkout.event, installation.stripeWebhookSecret)
      const runs = await listRuns(webhookRuns(installation, checkout.event))
      const charges = stripe
        .listCharges()
        .filter(({ checkoutSessionId }) => checkoutSessionId === checkout.session.id)
      return {
        answer,
        run: `no new one, ${runs.length} in all`,
        did: `no new charge, ${charges.length} in all`,
      }
    }),
    await scene('forged webhook', async () => {
      const { event } = aCheckout()
      const answer = await postWebhook(installation, event, 'whsec_forged')
      const runs = await listRuns(webhookRuns(installation, event))
      return { answer, run: `${runs.length} runs`, did: `kept nothing: ${await lookUp(installation, event)}` }
    }),
    await scene('order in stock', () => order(installation, 'credits-1000', 1)),
    await scene('order beyond the stock', () => order(installation, 'credits-1000', 10_000)),
  ]
}

async function scene(came: string, play: () => Promise<Told>): Promise<Scene> {
  const startedAt = performance.now()
  const told = await progress(came, play)
  return { came, ...told, tookMs: Math.round(performance.now() - startedAt) }
}

async function order(installation: LocalInstallation, sku: string, quantity: number): Promise<Told> {
  const response = await postOrder(installation, sku, quantity)
  const { id } = (await response.json()) as { id: string }
  const settled = await settledOrder(installation, id)
  const { engineUrl } = installation
  const run = describeRun(await findRun({ engineUrl, event: 'order/placed', field: 'orderId', value: id }))
  return { answer: `${response.status} ${short(id)}`, run, did: describeOrder(settled) }
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

const webhookRuns = ({ engineUrl }: LocalInstallation, { id }: StripeEvent) => ({
  engineUrl,
  event: 'stripe/webhook.received',
  field: 'deliveryId',
  value: `stripe:${id}`,
})

function describeRun({
  function_id,
  status,
  run_id,
}: {
  function_id: string
  status: string
  run_id: string
}): string {
  return `${function_id} …${run_id.slice(-6)} ${status.toLowerCase()}`
}

function describeOrder({ status, missing, paymentIntentId }: Order): string {
  if (missing) {
    return `${status}: ${missing.map(({ sku, quantity }) => `${quantity} × ${sku}`).join(', ')} missing`
  }
  return paymentIntentId ? `${status}, paid by ${short(paymentIntentId)}` : status
}

const short = (id: string) => (id.length > 19 ? `${id.slice(0, 18)}…` : id)
