import { createDb } from '@repo/db'
import { type DeliveryFact, projectDeliveries } from '@repo/db/deliveries'
import type { Bindings } from './context.ts'

/** Shows in D1 what changed in a shard. A file of its own, so that the door does not load Drizzle before it answers. */
export async function showDeliveries(env: Bindings, facts: DeliveryFact[]): Promise<void> {
  await projectDeliveries(createDb(env.DB), facts)
}
