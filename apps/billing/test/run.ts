import { env, exports } from 'cloudflare:workers'
import { createDb } from '@repo/db'
import { aDelivery } from '@repo/testing/a-delivery'
import type { StripeEvent } from '@repo/testing/a-stripe-event'
import type { DeliveriesStub, Settlement } from '@repo/testing/ingress-stub'
import { runFunction, type RunOptions } from '@repo/testing/run-function'

export const db = createDb(env.DB)

/** Runs one of billing's functions for an event. */
export const run = (functionId: string, event: RunOptions['event'], more: Partial<RunOptions> = {}) =>
  runFunction(exports.default, { app: 'billing', functionId, event, thenFailure: true, ...more })

/** Puts a Stripe event where ingress keeps deliveries; answers what announces it. */
export const deliver = (event: StripeEvent, announcement = 0) =>
  aDelivery(
    env.DELIVERIES,
    { source: 'stripe', id: event.id, type: event.type, objectId: event.data.object.id, body: event },
    announcement,
  )

export const settlementsOf = (event: { id: string }): Promise<Settlement[]> =>
  (env.DELIVERIES as unknown as DeliveriesStub).settlementsOf(`stripe:${event.id}`)
