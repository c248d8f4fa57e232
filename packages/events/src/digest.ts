import { eventType } from 'inngest'
import { z } from 'zod'

/** This user's digest of this day (UTC) is due. A day has one digest, however often this is said. */
export const digestSend = eventType('digest/send', {
  schema: z.object({ userId: z.string().min(1), day: z.iso.date() }),
})
