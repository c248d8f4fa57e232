import { DomainError } from '@repo/worker-kit/errors'

/** What the signed content says a delivery is. */
export type Identity = {
  key: string
  type: string
  objectId: string | null
  /** Whom it is about, in the sender's words: what an operator asks by. */
  customerId?: string | null
}

export type Signed = { headers: Headers; body: Uint8Array<ArrayBuffer>; secrets: string[]; now: Date }

/** A kind of sender: how its signature is checked and what its signed bytes mean. */
export type Source = {
  name: string
  /** The setting that holds its secrets, several separated by white space while one is being rolled. */
  secretSetting: 'STRIPE_WEBHOOK_SECRET' | 'GITHUB_WEBHOOK_SECRET'
  keptHeaders: readonly string[]
  handledTypes: readonly string[]
  /** Throws `SignatureRefused` unless one of the secrets signed exactly these bytes. */
  verify(signed: Signed): Promise<void>
  identify(headers: Headers, body: Uint8Array<ArrayBuffer>): Promise<Identity>
}

export class SignatureRefused extends DomainError {
  constructor(header: string, reason: string) {
    super('unauthenticated', reason, { field: header })
  }
}

export class PayloadRefused extends DomainError {
  constructor(field: string, reason: string) {
    super('invalid', reason, { field })
  }
}

/** The body as a JSON object; bytes that are not UTF-8 are refused, never replaced. */
export function parsePayload(body: Uint8Array): Record<string, unknown> {
  try {
    const payload: unknown = JSON.parse(
      new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(body),
    )
    if (isObject(payload)) return payload
  } catch {
    // Falls through to the refusal: it must not quote the body.
  }
  throw new PayloadRefused('body', 'the body is not a JSON object in UTF-8')
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
