import { createHmac } from 'node:crypto'

/** The headers over exactly this text: https://docs.svix.com/receiving/verifying-payloads/how-manual */
export function signSvixPayload(
  payload: string,
  { id, at, secret }: { id: string; at: Date; secret: string },
): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1000))
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${payload}`).digest('base64')
  return { 'svix-id': id, 'svix-timestamp': timestamp, 'svix-signature': `v1,${signature}` }
}
