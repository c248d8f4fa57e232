import type { Bindings } from './context.ts'
import type { DeliveryRecord } from './inbox/delivery-record.ts'
import { inboxFor } from './inbox/inbox-for.ts'

/**
 * Hands a delivery to its shard. A body in R2 that the shard does not claim goes again: the delivery is known by other bytes, or was
 * erased or pruned. Nobody else claims it, for its name holds the delivery's key.
 */
export async function acceptInShard(env: Bindings, record: DeliveryRecord): Promise<void> {
  const isClaimed: unknown = await inboxFor(env, record.key).accept(record)
  // A shard of an older version answers nothing.
  if (isClaimed === false && record.bodyRef !== null) await env.BODIES.delete(record.bodyRef)
}
