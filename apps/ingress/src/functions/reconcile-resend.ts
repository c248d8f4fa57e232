import { reconciliationRequested } from '@repo/events/ops'
import { cron } from 'inngest'
import { inngest } from '../inngest.ts'
import { reconcileSource } from '../reconcile/reconcile-source.ts'

/** Asks Resend again for what did not get to us. */
export const reconcileResend = inngest.createFunction(
  {
    id: 'reconcile-resend',
    triggers: [cron('31 * * * *'), { event: reconciliationRequested, if: `event.data.source == 'resend'` }],
    retries: 5,
    concurrency: 1,
  },
  async ({ step, db, bindings, now, pause }) => {
    if (!bindings.RESEND_WEBHOOK_ID) return {}
    const { createResendChannel } = await import('../reconcile/resend-channel.ts')
    return reconcileSource({ step, db, bindings, now, pause }, [createResendChannel(bindings)])
  },
)
