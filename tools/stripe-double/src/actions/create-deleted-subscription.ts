import { aSubscription } from '../objects/a-subscription.ts'
import { aSubscriptionItem } from '../objects/a-subscription-item.ts'
import type { StripeEvent } from '../objects/wrap-in-event.ts'
import { inTransaction } from '../store/in-transaction.ts'
import { putObject } from '../store/objects.ts'
import { toSeconds } from '../to-seconds.ts'
import type { World } from '../world.ts'
import { recordEvent } from './record-event.ts'

export type DeletedSubscriptionInput = { customerId: string; clientReferenceId?: string }

/** A subscription that is over; `event.data.object` is it. Stripe keeps no reference on one, so ours goes into the metadata. */
export function createDeletedSubscription(world: World, input: DeletedSubscriptionInput): StripeEvent {
  const { db, newId } = world
  const id = newId('sub')
  const created = toSeconds(world.now())
  const { customerId, clientReferenceId } = input
  const subscription = aSubscription({
    id,
    created,
    customer: customerId,
    item: aSubscriptionItem({ id: newId('si'), subscription: id, created }),
    metadata: clientReferenceId === undefined ? {} : { client_reference_id: clientReferenceId },
  })

  return inTransaction(db, () => {
    putObject(db, 'subscription', id, subscription)
    return recordEvent(world, 'customer.subscription.deleted', subscription)
  })
}
