import { at, parsePayload } from './payload.ts'
import { type Claim, refuseUnlessNow } from './read-claim.ts'
import type { Part } from './scheme.ts'
import type { Secret } from './secrets.ts'
import { SignatureRefused, type Source } from './source.ts'

/** The secret that signed exactly these bytes; throws `SignatureRefused` where none did. The runtime compares, in constant time. */
export async function verifyClaim(
  source: Source,
  claim: Claim,
  body: Uint8Array<ArrayBuffer>,
  secrets: Secret[],
  now: Date,
): Promise<Secret> {
  const secret = await signerOf(claim, body, secrets)
  const { header, time } = secret?.scheme ?? source.schemes[0]
  if (!secret) throw new SignatureRefused(header, 'no signature matches the body and an active secret')
  if (time?.in === 'body') {
    const value = at(parsePayload(body), time.field)
    const seconds = typeof value === 'number' ? value / (time.unit === 'ms' ? 1000 : 1) : Number.NaN
    refuseUnlessNow(time.field, seconds, time.toleranceSeconds, now)
  }
  return secret
}

async function signerOf(
  claim: Claim,
  body: Uint8Array<ArrayBuffer>,
  secrets: Secret[],
): Promise<Secret | null> {
  for (const secret of secrets) {
    const signed = signedBytes(secret.scheme.signs, claim, body)
    for (const { scheme, bytes } of claim.signatures) {
      if (scheme !== secret.scheme) continue
      if (await crypto.subtle.verify(secret.key.algorithm.name, secret.key, bytes, signed)) return secret
    }
  }
  return null
}

const encoder = new TextEncoder()

function signedBytes(
  signs: readonly Part[],
  { id, timestamp }: Claim,
  body: Uint8Array<ArrayBuffer>,
): Uint8Array<ArrayBuffer> {
  if (signs.length === 1 && signs[0] === 'body') return body
  const parts = signs.map((part) => {
    if (part === 'body') return body
    if (part === 'id') return encoder.encode(id ?? '')
    return encoder.encode(part === 'timestamp' ? (timestamp ?? '') : part.text)
  })
  const signed = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let offset = 0
  for (const part of parts) {
    signed.set(part, offset)
    offset += part.length
  }
  return signed
}
