import { decodeStrictly } from './decode-strictly.ts'
import type { Scheme } from './scheme.ts'
import { SignatureRefused, type Source } from './source.ts'

/** What the headers claim: nothing of it is true until `verifyClaim` says so. */
export type Claim = {
  signatures: { scheme: Scheme; bytes: Uint8Array<ArrayBuffer> }[]
  id: string | null
  timestamp: string | null
}

const HEADER_MAX_CHARS = 4_096
// Senders give one or two; more only costs us time.
const SIGNATURES_MAX = 8

/** Reads the claim, and refuses what cannot be right before a byte of the body is read. */
export function readClaim(source: Source, headers: Headers, now: Date): Claim {
  const [scheme] = source.schemes
  const signatures = source.schemes.flatMap((scheme) => readSignatures(scheme, headers))
  if (signatures.length === 0 || signatures.length > SIGNATURES_MAX) {
    const { header, prefix = '', encoding } = scheme
    const form = `${prefix}<${encoding === 'hex' ? 'lower-case hex' : encoding}>`
    throw new SignatureRefused(header, `the header needs 1 to ${SIGNATURES_MAX} signatures as ${form}`)
  }
  return { signatures, timestamp: readTimestamp(scheme, headers, now), id: readId(scheme, headers) }
}

function readSignatures(scheme: Scheme, headers: Headers): Claim['signatures'] {
  const { header, prefix = '', encoding } = scheme
  return entriesOf(scheme, valueOf(headers, header)).flatMap((entry) => {
    if (!entry.startsWith(prefix)) return []
    const bytes = decodeStrictly(entry.slice(prefix.length), encoding)
    return bytes?.length === SIGNATURE_BYTES[scheme.algorithm] ? [{ scheme, bytes }] : []
  })
}

const SIGNATURE_BYTES = { 'hmac-sha1': 20, 'hmac-sha256': 32, 'hmac-sha512': 64, ed25519: 64 }

function readTimestamp(scheme: Scheme, headers: Headers, now: Date): string | null {
  const { time } = scheme
  if (!time || time.in === 'body') return null
  const header = time.in === 'header' ? time.header : scheme.header
  const value = valueOf(headers, header)
  const [timestamp, ...more] =
    time.in === 'header'
      ? [value]
      : entriesOf(scheme, value).flatMap((entry) =>
          entry.startsWith(time.prefix) ? [entry.slice(time.prefix.length)] : [],
        )
  if (timestamp === undefined || more.length > 0 || !/^\d{1,12}$/.test(timestamp)) {
    const form = time.in === 'header' ? '<seconds>' : `${time.prefix}<seconds>`
    throw new SignatureRefused(header, `the header needs exactly one ${form}`)
  }
  refuseUnlessNow(header, Number(timestamp), time.toleranceSeconds, now)
  return timestamp
}

/** Both ways: a time years ahead would be good for as long. */
export function refuseUnlessNow(field: string, seconds: number, toleranceSeconds: number, now: Date): void {
  if (Math.abs(now.getTime() / 1000 - seconds) <= toleranceSeconds) return
  throw new SignatureRefused(field, `the timestamp is more than ${toleranceSeconds} s away from now`)
}

// Without a dot: it would move the border between the id and the time that are signed as one text.
function readId({ idHeader }: Scheme, headers: Headers): string | null {
  if (idHeader === undefined) return null
  const id = valueOf(headers, idHeader)
  if (/^[\w:-]{1,200}$/.test(id)) return id
  throw new SignatureRefused(idHeader, 'the header needs an id of up to 200 letters, digits and : - _')
}

function entriesOf({ separator }: Scheme, value: string): string[] {
  return separator === undefined ? [value] : value.split(separator).map((entry) => entry.trim())
}

function valueOf(headers: Headers, name: string): string {
  const value = headers.get(name)
  if (value === null || value === '') throw new SignatureRefused(name, 'the header is missing')
  if (value.length > HEADER_MAX_CHARS) {
    throw new SignatureRefused(name, `the header is longer than ${HEADER_MAX_CHARS} characters`)
  }
  return value
}
