import {
  createDeletedSubscription,
  type DeletedSubscriptionInput,
} from './actions/create-deleted-subscription.ts'
import {
  createPaidCheckout,
  type PaidCheckout,
  type PaidCheckoutInput,
} from './actions/create-paid-checkout.ts'
import { type Charge, listCharges } from './actions/list-charges.ts'
import { app } from './app.ts'
import { type Address, createListener } from './create-listener.ts'
import { log, type Log } from './log.ts'
import { newId, type Random } from './new-id.ts'
import { catalogue } from './objects/catalogue.ts'
import type { StripeEvent } from './objects/wrap-in-event.ts'
import { putObject } from './store/objects.ts'
import { openDatabase } from './store/open-database.ts'
import { sendWebhook } from './webhooks/send-webhook.ts'
import type { WebhookTarget, World } from './world.ts'

export type StripeDoubleOptions = {
  /** A path, or `:memory:`. */
  database: string
  webhook?: WebhookTarget
  clock?: () => Date
  random?: Random
  fetch?: World['fetch']
  log?: Log
  /** How long each POST takes, so that two copies of a request can meet. */
  answerDelayMs?: number
}

export type StripeDouble = {
  fetch: (request: Request) => Promise<Response>
  listen: (address?: Address) => Promise<string>
  close: () => Promise<void>
  createPaidCheckout: (input: PaidCheckoutInput) => PaidCheckout
  createDeletedSubscription: (input: DeletedSubscriptionInput) => StripeEvent
  listCharges: () => Charge[]
  sendWebhook: (event: StripeEvent) => Promise<number>
}

/** Plays the parts of Stripe that our billing uses, for the real client. It keeps state, and it never ships. */
export function createStripeDouble(options: StripeDoubleOptions): StripeDouble {
  const random = options.random ?? Math.random
  const world: World = {
    db: openDatabase(options.database),
    now: options.clock ?? (() => new Date()),
    newId: (prefix) => newId(prefix, random),
    log: options.log ?? log,
    fetch: options.fetch ?? globalThis.fetch,
    webhook: options.webhook,
    answerDelayMs: options.answerDelayMs ?? 0,
    keysInUse: new Set(),
  }
  for (const price of catalogue) putObject(world.db, 'price', price.id, price)

  const fetch = async (request: Request) => app.fetch(request, world)
  const listener = createListener(fetch)
  return {
    fetch,
    listen: (address) => listener.listen(address),
    close: async () => {
      await listener.close()
      world.db.close()
    },
    createPaidCheckout: (input) => createPaidCheckout(world, input),
    createDeletedSubscription: (input) => createDeletedSubscription(world, input),
    listCharges: () => listCharges(world),
    sendWebhook: (event) => sendWebhook(world, event),
  }
}
