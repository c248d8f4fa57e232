import { eventType } from 'inngest'
import { z } from 'zod'

/** The GitHub types (`event` or `event.action`) that a function handles; all others are kept and never announced. */
export const handledGithubTypes = [
  'push',
  'installation.created',
  'installation.deleted',
  'installation.suspend',
  'installation.unsuspend',
] as const

/** A signed webhook of GitHub is durably stored. `deliveryId#announcement` names this announcement of it. */
export const githubWebhookReceived = eventType('github/webhook.received', {
  schema: z.object({
    deliveryId: z.string(),
    announcement: z.int().min(0),
    type: z.string(),
    objectId: z.string().nullable(),
  }),
})
