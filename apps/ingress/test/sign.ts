type Bytes = Uint8Array<ArrayBuffer>

/** An HMAC as the senders make it. */
export async function hmac(key: Bytes, bytes: Bytes, hash = 'SHA-256'): Promise<Bytes> {
  const imported = await crypto.subtle.importKey('raw', key, { name: 'HMAC', hash }, false, ['sign'])
  return new Uint8Array(await crypto.subtle.sign('HMAC', imported, bytes))
}

/** What `secret` signs over the bytes, as lower-case hex. */
export async function sign(secret: string, bytes: Bytes): Promise<string> {
  return hex(await hmac(utf8(secret), bytes))
}

export const base64 = (bytes: Bytes): string => btoa(String.fromCharCode(...bytes))

/** The SHA-256 of a body in hex, so that a test can compare bodies without printing them. */
export async function digest(
  bytes: ArrayBuffer | Uint8Array<ArrayBuffer> | null | undefined,
): Promise<string> {
  return bytes ? hex(await crypto.subtle.digest('SHA-256', bytes)) : 'no body'
}

/** Stripe's header for a body, sent now unless said otherwise. */
export async function signedByStripe(
  body: Uint8Array<ArrayBuffer>,
  { secret = 'whsec_test', at = Math.floor(Date.now() / 1000) } = {},
): Promise<Record<string, string>> {
  return { 'stripe-signature': `t=${at},v1=${await sign(secret, concat(utf8(`${at}.`), body))}` }
}

/** GitHub's headers for a body. */
export async function signedByGithub(
  body: Uint8Array<ArrayBuffer>,
  { secret = 'github-test', event = 'push', delivery = crypto.randomUUID() } = {},
): Promise<Record<string, string>> {
  return {
    'x-hub-signature-256': `sha256=${await sign(secret, body)}`,
    'x-github-event': event,
    'x-github-delivery': delivery,
  }
}

export function utf8(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(new TextEncoder().encode(text))
}

export function concat(...parts: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let offset = 0
  for (const part of parts) {
    whole.set(part, offset)
    offset += part.length
  }
  return whole
}

export function hex(bytes: ArrayBuffer | Bytes): string {
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
