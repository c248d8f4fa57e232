import { eventType } from 'inngest'
import { z } from 'zod'

/** A user is stored and nobody has greeted them yet. */
export const userSignedUp = eventType('user/signed.up', {
  schema: z.object({ userId: z.string().min(1), teamId: z.string().min(1) }),
})
