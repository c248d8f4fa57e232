import { z } from 'zod'

// Lenient: the cloud tells less than the laptop's engine, and either may say more than we read.
const Text = z.string().nullish().catch(null)

export const Step = z.object({
  id: z.string(),
  name: z.string(),
  status: z.string(),
  attempts: z.number().nullish().catch(null),
  started_at: Text,
  ended_at: Text,
  error: z.unknown().optional(),
})
export type Step = z.infer<typeof Step>

export const Run = z.object({
  run_id: z.string(),
  function_id: Text,
  event_id: Text,
  status: z.string(),
  run_started_at: Text,
  ended_at: Text,
  output: z.unknown().optional(),
  // Told by the laptop's engine alone.
  steps: z.array(Step).optional().catch(undefined),
  executions: z.number().optional().catch(undefined),
})
export type Run = z.infer<typeof Run>

/** Of the data nothing is read but the ids that lead on. */
export const EngineEvent = z.object({
  internal_id: Text,
  id: z.string(),
  name: z.string(),
  received_at: Text,
  data: z.object({ deliveryId: Text, orderId: Text }).catch({ deliveryId: null, orderId: null }),
})
export type EngineEvent = z.infer<typeof EngineEvent>
