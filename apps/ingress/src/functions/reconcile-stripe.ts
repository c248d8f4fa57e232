import { reconciliationRequested } from '@repo/events/ops'
import { cron } from 'inngest'
import { inngest } from '../inngest.ts'
import { reconcileSource } from '../reconcile/reconcile-source.ts'

/** Fetches and files what Stripe lists and never got to us. Without a key of Stripe's there is nothing to compare with. */
export const reconcileStripe = inngest.createFunction(
  {
    id: 'reconcile-stripe',
    triggers: [cron('11 * * * *'), { event: reconciliationRequested, if: `event.data.source == 'stripe'` }],
    retries: 5,
    concurrency: 1,
  },
  async ({ step, db, bindings, now, pause }) => {
    if (!bindings.STRIPE_SECRET_KEY) return {}
    const { createStripeChannel } = await import('../reconcile/stripe-channel.ts')
    return reconcileSource({ step, db, bindings, now, pause }, [createStripeChannel(bindings, now)])
  },
)
