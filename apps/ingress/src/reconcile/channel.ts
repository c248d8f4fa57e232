import type { MissingDelivery } from '@repo/db/schema'

/** A delivery as a sender's list names it. */
export type Listed = {
  /** What the sender calls it. */
  senderId: string
  /** What the sender's API calls this attempt, where that differs. */
  attemptId: string
  type: string
  /** In ms since 1970. */
  occurredAt: number
  /** Whether the sender saw our 2xx: then it is stored. */
  isDelivered: boolean
}

/** Newest first. `next` is the sender's own word for where the following page begins. */
export type Page = { items: Listed[]; next: string | null }

/** One list that a sender keeps of what it sent us, and its way to give us what we lack. */
export type Channel = {
  name: string
  source: string
  list(page: string | null, since: number): Promise<Page>
  /** Those that we have. */
  findKnown(senderIds: string[]): Promise<string[]>
  /** Fetches and files it, or asks the sender to send it again. A `DomainError` without a time to retry says that it will not come. */
  heal(missing: MissingDelivery): Promise<void>
  /** Whether `heal` only asks: the sender then comes through the door. */
  isAsking: boolean
}
