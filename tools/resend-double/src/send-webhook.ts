import { signSvixPayload } from './sign-svix-payload.ts'

export type WebhookTarget = {
  /** Resend's id of the webhook. */
  id: string
  url: string
  secret: string
  fetch?: (url: string, init: RequestInit) => Promise<Response>
}

/** Something that Resend tells of, and whether somebody took it. Its id is Svix's, which is signed. */
export type WebhookEvent = {
  id: string
  type: string
  payload: string
  createdAt: Date
  status: 'success' | 'failed'
}

/** Brings the event once, signed now. */
export async function sendWebhook(
  { url, secret, fetch = globalThis.fetch }: WebhookTarget,
  { id, payload }: Pick<WebhookEvent, 'id' | 'payload'>,
): Promise<WebhookEvent['status']> {
  const signed = signSvixPayload(payload, { id, at: new Date(), secret })
  const headers = { 'content-type': 'application/json', 'x-resend-double': 'true', ...signed }
  try {
    const response = await fetch(url, { method: 'POST', headers, body: payload })
    await response.body?.cancel()
    return response.ok ? 'success' : 'failed'
  } catch {
    return 'failed'
  }
}
