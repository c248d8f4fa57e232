import { eventType } from 'inngest'
import { z } from 'zod'

/** Somebody pushed to the default branch of a team's repository; the delivery says what. */
export const repositoryPushed = eventType('repository/pushed', {
  schema: z.object({
    deliveryId: z.string(),
    announcement: z.int().min(0),
    teamId: z.string(),
    installationId: z.string(),
    repositoryId: z.string(),
  }),
})
