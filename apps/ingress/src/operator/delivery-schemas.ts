import { z } from '@hono/zod-openapi'
import type { DeliveryFilter } from '@repo/db/delivery-search'
import type { Delivery as Row } from '@repo/db/schema'
import { deliveryOrderings, deliveryStatuses } from '@repo/db/schema'
import { decodePlace } from '../rules/page-cursor.ts'

const Status = z.enum(deliveryStatuses)

export const Delivery = z
  .object({
    id: z.string(),
    source: z.string(),
    type: z.string(),
    status: Status,
    objectId: z.string().nullable(),
    customerId: z.string().nullable(),
    objectKey: z.string().nullable(),
    sequence: z.int().nullable().openapi({ description: 'The sender’s own count of the object’s news.' }),
    ordering: z.enum(deliveryOrderings).nullable(),
    announcement: z.int().openapi({ description: 'Counts the replays; the first announcement is 0.' }),
    sizeBytes: z.int(),
    eventId: z.string().nullable().openapi({ description: 'Inngest’s own id of the announcing event.' }),
    runId: z.string().nullable(),
    error: z.string().nullable(),
    receivedAt: z.iso.datetime(),
  })
  .openapi('Delivery')

export function showDelivery(row: Row): z.infer<typeof Delivery> {
  const { revision: _revision, senderId: _senderId, receivedAt, ...rest } = row
  return { ...rest, receivedAt: receivedAt.toISOString() }
}

const Attempt = z
  .object({
    announcement: z.int(),
    status: Status,
    eventId: z.string().nullable(),
    error: z.string().nullable(),
    verdicts: z.array(
      z.object({
        functionId: z.string(),
        outcome: z.string(),
        runId: z.string(),
        reason: z.string().nullable(),
      }),
    ),
    replacedAt: z.iso.datetime().nullable(),
    replayId: z.string().nullable(),
  })
  .openapi('Attempt')

const Body = z.object({
  encoding: z.enum(['utf8', 'base64']),
  content: z.string(),
})

export const DeliveryDetail = z
  .object({
    id: z.string(),
    source: z.string(),
    type: z.string(),
    status: Status,
    objectId: z.string().nullable(),
    customerId: z.string().nullable(),
    objectKey: z.string().nullable(),
    sequence: z.int().nullable(),
    ordering: z.enum(deliveryOrderings).nullable(),
    announcement: z.int(),
    sizeBytes: z.int(),
    receivedAt: z.iso.datetime(),
    headers: z.record(z.string(), z.string()),
    attempts: z.array(Attempt),
    body: Body.nullable()
      .optional()
      .openapi({ description: 'Only where it was asked for; null once it is gone.' }),
  })
  .openapi('DeliveryDetail')

const Statuses = z
  .string()
  .transform((text) => text.split(','))
  .pipe(z.array(Status).min(1))

/** What an operator looks for, as an address says it. */
export const FilterQuery = z.strictObject({
  source: z.string().max(60).optional(),
  type: z.string().max(150).optional(),
  status: Statuses.optional().openapi({ type: 'string', example: 'failed,dead' }),
  object: z.string().max(255).optional(),
  customer: z.string().max(255).optional(),
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
})

export const PageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(50),
  after: z
    .string()
    .optional()
    .refine((text) => text === undefined || decodePlace(text) !== undefined, 'this is no page of ours')
    .openapi({ description: '`next` of the page before.' }),
})

export function filterOf(query: z.infer<typeof FilterQuery>): DeliveryFilter {
  const { source, type, status, object, customer, from, to } = query
  return {
    ...(source !== undefined && { source }),
    ...(type !== undefined && { type }),
    ...(status !== undefined && { statuses: status }),
    ...(object !== undefined && { objectId: object }),
    ...(customer !== undefined && { customerId: customer }),
    ...(from !== undefined && { from: Date.parse(from) }),
    ...(to !== undefined && { to: Date.parse(to) }),
  }
}
