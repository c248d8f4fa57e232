import type { Bindings } from '../context.ts'
import { inboxFor } from '../inbox/inbox-for.ts'
import { DeliveryNotFound, verifyStored } from './verify-stored.ts'

/**
 * Announces a delivery again, once its bytes have been verified: every function knows it as the same delivery, with the next
 * announcement. The same `replayId` makes one announcement, however often it is asked for. Answers the announcement's number;
 * in a dry run, which changes nothing, the number that it would be.
 */
export async function replayDelivery(
  env: Bindings,
  id: string,
  { replayId, isDryRun = false }: { replayId: string; isDryRun?: boolean },
): Promise<number> {
  const stored = await inboxFor(env, id).read(id)
  if (!stored) throw new DeliveryNotFound(id)
  await verifyStored(env, stored)
  if (isDryRun) return stored.announcement + 1

  const announcement = await inboxFor(env, id).replay(id, replayId)
  if (announcement === null) throw new DeliveryNotFound(id)
  return announcement
}
