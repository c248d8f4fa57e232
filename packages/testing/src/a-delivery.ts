import type { DeliveriesStub } from './ingress-stub.ts'

/** What a sender sent, as far as ingress understands it. */
export type Webhook = { source: string; id: string; type: string; objectId?: string | null; body: unknown }

/** Puts a webhook where ingress would have it, and answers the event that ingress would announce it by. */
export async function aDelivery(deliveries: unknown, webhook: Webhook, announcement = 0) {
  const { source, id, type, objectId = null, body } = webhook
  const key = `${source}:${id}`
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  // The generated type of a service binding knows no methods.
  await (deliveries as DeliveriesStub).put(key, {
    key,
    source,
    type,
    announcement,
    body: new TextEncoder().encode(text).buffer as ArrayBuffer,
  })
  return { name: `${source}/webhook.received`, data: { deliveryId: key, announcement, type, objectId } }
}
