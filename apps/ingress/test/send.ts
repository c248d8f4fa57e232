import { exports } from 'cloudflare:workers'
import { signedByGithub, signedByStripe, utf8 } from './sign.ts'

/** Stripe's event as it comes in: a type that some function handles, unless said otherwise. */
export function aStripeBody(more: object = {}) {
  const id = `evt_${crypto.randomUUID().replaceAll('-', '')}`
  const event = { id, type: 'checkout.session.completed', data: { object: { id: 'cs_1' } }, ...more }
  return { key: `stripe:${event.id}`, body: utf8(JSON.stringify(event)) }
}

/** Sends a webhook through the front door. */
export function post(source: string, body: BodyInit, headers: Record<string, string>): Promise<Response> {
  return exports.default.fetch(`https://gateway/webhooks/${source}`, { method: 'POST', headers, body })
}

export async function postAsStripe(
  body: Uint8Array<ArrayBuffer>,
  options?: { secret?: string; at?: number },
): Promise<Response> {
  return post('stripe', body, await signedByStripe(body, options))
}

export async function postAsGithub(
  body: Uint8Array<ArrayBuffer>,
  options?: { secret?: string; event?: string; delivery?: string },
): Promise<Response> {
  return post('github', body, await signedByGithub(body, options))
}
