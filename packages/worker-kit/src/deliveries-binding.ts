/** What became of a delivery in a function's hands. */
export type Outcome = 'handled' | 'not_handled' | 'failed'

/** Of which announcement a word is, so that a late one changes nothing. */
export type Word = {
  announcement: number
  /** Why it failed, for whoever has to mend it. ingress keeps the first line, 300 characters at most, without addresses of mail. */
  reason?: string
}

/** A delivery as its handler reads it: the raw bytes and what the door made of them. */
export type ReadDelivery = {
  key: string
  source: string
  type: string
  announcement: number
  body: ArrayBuffer
}

/**
 * ingress's RPC entrypoint `Deliveries`, as every worker that is bound to it sees it. Kept here so that no app imports another;
 * ingress implements it and would not compile otherwise.
 */
export interface DeliveriesBinding {
  /** Strongly consistent; null where the delivery does not exist or its body is gone (30 days). */
  read(id: string): Promise<ReadDelivery | null>
  /** A function's last word on a delivery. False where the delivery does not exist. */
  settle(id: string, functionId: string, outcome: Outcome, runId: string, word?: Word): Promise<boolean>
}
