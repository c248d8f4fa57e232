import { log } from '@repo/worker-kit/log'
import type { Bindings } from './context.ts'

const TIMEOUT_MS = 10_000

/** `gone`: the delivery or its body is no longer there. `failed`: ingress did not take the request. */
export const replayOutcomes = ['accepted', 'gone', 'failed'] as const

export type ReplayOutcome = (typeof replayOutcomes)[number]

/** Asks ingress, in the name of whoever that header is of, to announce a delivery again. */
export async function replayDelivery(
  env: Bindings,
  deliveryId: string,
  authorization: string,
): Promise<ReplayOutcome> {
  const path = `/v1/deliveries/${encodeURIComponent(deliveryId)}/replay`
  try {
    const response = await env.INGRESS.fetch(`https://ingress${path}`, {
      method: 'POST',
      headers: { authorization },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    await response.body?.cancel()
    if (response.ok) return 'accepted'
    log.warn('replay refused', { deliveryId, status: response.status })
    return response.status === 404 ? 'gone' : 'failed'
  } catch (error) {
    log.error('ingress did not answer', { deliveryId, error })
    return 'failed'
  }
}
