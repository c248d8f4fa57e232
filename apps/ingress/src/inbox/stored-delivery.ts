import type { DeliveryFact, DeliveryOrdering } from '@repo/db/deliveries'
import type { Pending } from './delivery-store.ts'

/** A delivery as its shard keeps it. */
export type StoredDelivery = Omit<Pending, 'refusedAt'> & {
  /** Whom it is about, in the sender's words. */
  customerId: string | null
  ordering: DeliveryOrdering | null
  status: DeliveryFact['status']
  receivedAt: number
  headers: Record<string, string>
  body: ArrayBuffer | null
  bodyRef: string | null
  sizeBytes: number
}
