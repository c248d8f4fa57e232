import { eventType } from 'inngest'
import { z } from 'zod'

/** What we know of an installation of the GitHub App has changed; read it fresh. */
export const installationChanged = eventType('installation/changed', {
  schema: z.object({ installationId: z.string().min(1) }),
})
