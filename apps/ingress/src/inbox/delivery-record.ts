/** A verified webhook on its way into the Inbox. Its body is inline, or in R2 under `bodyRef`. */
export type DeliveryRecord = {
  /** `<source>:<identity from signed content>`: the delivery's id everywhere. */
  key: string
  source: string
  type: string
  objectId: string | null
  /** The object whose news this is, where the sender counts them: `<source>:<object>`. */
  objectKey: string | null
  /** The sender's own count of the object's news, in seconds since 1970. */
  sequence: number | null
  /** Whom it is about, in the sender's words. */
  customerId?: string | null
  /** Whether a function declares the type; if not it is kept and never announced. */
  isHandled: boolean
  /** Whether the signature covers a time: without one the same bytes could come in again whenever somebody sends them. */
  signsTime: boolean
  /** Which of the source's secrets signed it; null where none of them did: what operators and reconciliation file is sealed instead. */
  secretId: string | null
  /** Milliseconds since 1970. */
  receivedAt: number
  /** Only those that the source names: signatures and attributes. */
  headers: Record<string, string>
  body: Uint8Array<ArrayBuffer> | null
  bodyRef: string | null
  sizeBytes: number
}
