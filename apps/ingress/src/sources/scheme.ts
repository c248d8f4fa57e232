/** How a sender signs: the whole of it, as data. */
export type Scheme = {
  algorithm: 'hmac-sha1' | 'hmac-sha256' | 'hmac-sha512' | 'ed25519'
  /** What a secret (for Ed25519 the public key) is: its text's own bytes, or bytes written so. */
  secret: 'text' | 'hex' | 'base64'
  /** What each secret begins with, taken off before it is decoded. Of several schemes it picks the one that a secret is for. */
  secretPrefix?: string
  /** The header with the signatures, each behind its prefix; several are separated. */
  header: string
  prefix?: string
  separator?: ',' | ' '
  encoding: 'hex' | 'base64'
  /** What is signed, in order. */
  signs: readonly Part[]
  /** Where the signed id of the delivery is, for those who sign one. */
  idHeader?: string
  time?: SignedTime
}

export type Part = 'id' | 'timestamp' | 'body' | { text: string }

/** Where the signed time is: in a header of its own, among the signatures behind a prefix, or in a field of the JSON body. */
export type SignedTime = { toleranceSeconds: number } & (
  | { in: 'header'; header: string }
  | { in: 'signatures'; prefix: string }
  | { in: 'body'; field: string; unit: 's' | 'ms' }
)
