import { z } from 'zod'
import { raiseAlert } from '../alerts/raise-alert.ts'
import { inngest } from '../inngest.ts'
import { describeFailure, failureFingerprint } from '../rules/failure-fingerprint.ts'

/** The parts that we read of Inngest's own event. */
const FailedData = z.object({
  function_id: z.string(),
  run_id: z.string(),
  error: z.object({ message: z.string() }).catch({ message: '' }),
})

/** Tells a person of each function that failed for good, whichever worker serves it: of one cause once an hour. */
export const alertOnFailure = inngest.createFunction(
  {
    id: 'alert-on-failure',
    // Its own failure must not wake it again.
    triggers: [
      { event: 'inngest/function.failed', if: `event.data.function_id != 'ingress-alert-on-failure'` },
    ],
    retries: 5,
    concurrency: 5,
  },
  async ({ event, step, bindings, now }) => {
    const { function_id, run_id, error } = FailedData.parse(event.data)
    await step.run('raise-alert', async () => {
      const about = failureFingerprint(function_id, error.message)
      const text = `${describeFailure(function_id, error.message)} (run ${run_id})`
      // It is not raised again by itself, as the watchdog's are.
      const isTaken = await raiseAlert(bindings, { kind: 'function-failed', about, text }, now())
      if (!isTaken) throw new Error('nobody took the alert')
    })
  },
)
