import { eventType } from 'inngest'
import { z } from 'zod'

/** What we know of a subscription has changed; read it fresh. */
export const subscriptionChanged = eventType('billing/subscription.changed', {
  schema: z.object({ subscriptionId: z.string() }),
})
