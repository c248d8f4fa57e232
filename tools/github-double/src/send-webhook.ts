import { randomUUID } from 'node:crypto'
import type { HookDeliveries } from './hook-deliveries.ts'
import { signGithubPayload } from './sign-github-payload.ts'

export type WebhookTarget = {
  url: string
  secret: string
  fetch?: (url: string, init: RequestInit) => Promise<Response>
}

export type Webhook = {
  event: string
  payload: object | string
  /** The App's own hook, unless a repository's is named. */
  hook?: string
  guid?: string
  /** GitHub tried, and nobody was there. */
  isLost?: boolean
}

/** Brings a webhook once and remembers what came of it; GitHub never tries again by itself. Answers the guid and the status. */
export async function sendWebhook(
  deliveries: HookDeliveries,
  target: WebhookTarget | undefined,
  { event, payload, hook = 'app', guid, isLost = false }: Webhook,
  now: Date,
): Promise<{ guid: string; status: number }> {
  const sent = { guid: guid ?? randomUUID(), event, payload: toText(payload) }
  const status = isLost || !target ? 502 : await post(target, sent)
  deliveries.add({
    ...sent,
    hook,
    deliveredAt: now.toISOString(),
    redelivery: guid !== undefined,
    statusCode: status,
  })
  return { guid: sent.guid, status }
}

async function post(
  { url, secret, fetch = globalThis.fetch }: WebhookTarget,
  { guid, event, payload }: { guid: string; event: string; payload: string },
): Promise<number> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-github-delivery': guid,
        'x-github-event': event,
        'x-hub-signature-256': signGithubPayload(payload, secret),
        'x-github-double': 'true',
      },
      body: payload,
    })
    await response.body?.cancel()
    return response.status
  } catch {
    return 502
  }
}

const toText = (payload: object | string) => (typeof payload === 'string' ? payload : JSON.stringify(payload))
