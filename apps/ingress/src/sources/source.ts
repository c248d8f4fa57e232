import { DomainError } from '@repo/worker-kit/errors'
import type { Scheme } from './scheme.ts'

/** What the signed content says a delivery is. */
export type Identity = {
  /** Names the delivery within its source: the same happening has the same id, however often it is sent. */
  id: string
  type: string
  objectId: string | null
  /** Whom it is about, in the sender's words: what an operator asks by. */
  customerId?: string | null
  /** What orders the news of one object: the object, and the sender's own count in whole seconds since 1970. */
  order: { object: string; sequence: number } | null
}

/** What came in and is verified. `signedId`: what the scheme's `idHeader` says. */
export type Received = { headers: Headers; body: Uint8Array<ArrayBuffer>; signedId: string | null }

/** A kind of sender: how it signs and what its signed bytes mean. Its secrets are in the setting `<NAME>_WEBHOOK_SECRET`. */
export type Source = {
  name: string
  /** Several where a secret's prefix says which one it is for. */
  schemes: readonly [Scheme, ...Scheme[]]
  keptHeaders: readonly string[]
  handledTypes: readonly string[]
  identify(received: Received): Identity | Promise<Identity>
  /** What the sender wants to hear back at once, in the place of a delivery; null where it is one. */
  challengeIn?(received: Received): string | null
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
