import { eventType } from 'inngest'
import { z } from 'zod'

/**
 * Operators were told of a trouble, or of a day (`report-daily`); `kind` is its stable name, the words are kept under its fingerprint. Not sent
 * twice in an hour.
 */
export const alertRaised = eventType('ops/alert.raised', {
  schema: z.object({ kind: z.string(), fingerprint: z.string() }),
})

/** An operator wants many deliveries announced again. */
export const replayRequested = eventType('ops/replay.requested', {
  schema: z.object({ replayId: z.string() }),
})

/** An operator wants a sender's list compared now. */
export const reconciliationRequested = eventType('ops/reconciliation.requested', {
  schema: z.object({ source: z.string() }),
})

/** A person is to be forgotten; the erasure says who. */
export const erasureRequested = eventType('ops/erasure.requested', {
  schema: z.object({ erasureId: z.string() }),
})
