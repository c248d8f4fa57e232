import { eventType } from 'inngest'
import { z } from 'zod'

/** An operator wants a mail sent that was not. A mail goes out once, however often this is said. */
export const mailRetryRequested = eventType('mail/retry.requested', {
  schema: z.object({ mailId: z.string().min(1) }),
})
