import { eventType } from 'inngest'
import { z } from 'zod'

/**
 * A signed webhook of `source` is durably stored. `deliveryId#announcement` names this announcement of it.
 *
 * `objectKey` and `sequence` (seconds since 1970, as the sender counts) order the news of one object. `stale`: newer news of it came
 * in before. `tie`: other news bears the same second. After either, read the object afresh. Both are absent where nothing is known.
 */
export const webhookReceived = <const Source extends string>(source: Source) =>
  eventType(`${source}/webhook.received`, {
    schema: z.object({
      deliveryId: z.string(),
      announcement: z.int().min(0),
      type: z.string(),
      objectId: z.string().nullable(),
      objectKey: z.string().nullable().optional(),
      sequence: z.int().nullable().optional(),
      stale: z.boolean().optional(),
      tie: z.boolean().optional(),
    }),
  })
