import { createExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { createDb } from '@repo/db'
import { aDelivery } from '@repo/testing/a-delivery'
import type { StripeEvent } from '@repo/testing/a-stripe-event'
import type { DeliveriesStub, Settlement } from '@repo/testing/ingress-stub'
import { exploreWorker, type Story } from '@repo/testing/explore-worker'
import { runFunction, type RunOptions } from '@repo/testing/run-function'
import worker from '../src/index.ts'

export const db = createDb(env.DB)

/** The worker in the test's own request: what one request of workerd begins, another cannot end. */
const here = {
  fetch: async (request: Request) => worker.fetch(request, env, createExecutionContext()),
}

/** Runs one of billing's functions for an event. */
export const run = (functionId: string, event: RunOptions['event'], more: Partial<RunOptions> = {}) =>
  runFunction(here, { app: 'billing', functionId, event, ...more })

/** Plays a story of billing's functions, and again for each crash that is possible in it. */
export const explore = <World>(story: Omit<Story<World>, 'app'>) =>
  exploreWorker(here, { app: 'billing', ...story })

/** Puts a Stripe event where ingress keeps deliveries; answers what announces it. */
export const deliver = (event: StripeEvent, announcement = 0) =>
  aDelivery(
    env.DELIVERIES,
    { source: 'stripe', id: event.id, type: event.type, objectId: event.data.object.id, body: event },
    announcement,
  )

export const settlementsOf = (event: { id: string }): Promise<Settlement[]> =>
  (env.DELIVERIES as unknown as DeliveriesStub).settlementsOf(`stripe:${event.id}`)
