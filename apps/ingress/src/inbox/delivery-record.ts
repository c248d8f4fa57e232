/** A verified webhook on its way into the Inbox. Its body is inline, or in R2 under `bodyRef`. */
export type DeliveryRecord = {
  /** `<source>:<identity from signed content>`: the delivery's id everywhere. */
  key: string
  source: string
  type: string
  objectId: string | null
  /** Whom it is about, in the sender's words. */
  customerId?: string | null
  /** Whether a function declares the type; if not it is kept and never announced. */
  isHandled: boolean
  /** Milliseconds since 1970. */
  receivedAt: number
  /** Only those that the source names: signatures and attributes. */
  headers: Record<string, string>
  body: Uint8Array<ArrayBuffer> | null
  bodyRef: string | null
  sizeBytes: number
}
