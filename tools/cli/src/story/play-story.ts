import { type StripeDouble, type StripeEvent, signStripePayload } from '@repo/stripe-double'
import type { LocalInstallation } from '../local-installation.ts'
import { progress } from '../start/progress.ts'
import { findRun } from './find-run.ts'
import { type Order, postOrder, settledOrder } from './orders.ts'

export type Scene = { came: string; answer: string; run: string; did: string; tookMs: number }

type Told = Omit<Scene, 'came' | 'tookMs'>

/** The main job, played against the running installation from outside: every word in the table is an answer of the product. */
export async function playStory(installation: LocalInstallation, stripe: StripeDouble): Promise<Scene[]> {
  const { teamId } = installation
  const checkout = stripe.createPaidCheckout({
    lineItems: [{ lookupKey: 'seat', quantity: 2 }],
    clientReferenceId: teamId,
  })
  const { event } = checkout
  const checkoutOrder = `ord_${checkout.session.id}`
  const chargesBefore = stripe.listCharges().length

  return [
    await scene('a paid Stripe checkout', async () => {
      const answer = await postWebhook(installation, event, installation.stripeWebhookSecret)
      const run = await runOf(installation, 'stripe/webhook.received', 'deliveryId', `stripe:${event.id}`)
      return { answer, run, did: describe(await settledOrder(installation, checkoutOrder)) }
    }),
    await scene('the same webhook again', async () => {
      const answer = await postWebhook(installation, event, installation.stripeWebhookSecret)
      const charges = stripe.listCharges().length - chargesBefore
      return { answer, run: 'none: it is one delivery', did: `nothing; ${charges} new charges at Stripe` }
    }),
    await scene('a forged webhook', async () => {
      const answer = await postWebhook(installation, event, 'whsec_forged')
      return { answer, run: 'none', did: 'nothing: the signature is not ours' }
    }),
    await scene('an order in stock', () => order(installation, 'credits-1000', 1)),
    await scene('an order beyond the stock', () => order(installation, 'credits-1000', 10_000)),
  ]
}

async function scene(came: string, play: () => Promise<Told>): Promise<Scene> {
  const startedAt = performance.now()
  const told = await progress(came, play, ({ answer }) => answer)
  return { came, ...told, tookMs: Math.round(performance.now() - startedAt) }
}

async function order(installation: LocalInstallation, sku: string, quantity: number): Promise<Told> {
  const response = await postOrder(installation, sku, quantity)
  const { id } = (await response.json()) as { id: string }
  const settled = await settledOrder(installation, id)
  const run = await runOf(installation, 'order/placed', 'orderId', id)
  return { answer: `${response.status} ${id.slice(0, 12)}…`, run, did: describe(settled) }
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
  const answer = (await response.json()) as { deliveryId?: string; detail?: string }
  return `${response.status} ${answer.deliveryId ?? answer.detail}`
}

async function runOf(
  installation: LocalInstallation,
  event: string,
  field: string,
  value: string,
): Promise<string> {
  const run = await findRun(installation.engineUrl, event, field, value)
  return `${run.function_id} ${run.status.toLowerCase()} (${run.run_id.slice(-6)})`
}

function describe({ status, missing, paymentIntentId }: Order): string {
  if (status === 'completed') return `order completed, paid by ${paymentIntentId?.slice(0, 11)}…`
  if (missing) {
    return `order ${status}, missing ${missing.map(({ sku, quantity }) => `${quantity} × ${sku}`).join(', ')}`
  }
  return `order ${status}`
}
