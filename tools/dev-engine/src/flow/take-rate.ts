import type { EngineContext } from '../context.ts'
import type { StoredEvent } from '../events/event.ts'
import type { AppFunction } from '../sync/app-function.ts'
import { allowedAt, nextTat } from './gcra.ts'
import { keyOf } from './key-of.ts'

// On the server a repeated event id does not count again for so long.
const REPEAT_MS = 30 * 60 * 1000

/** Takes a place within the function's rate limit. False when there is none. */
export function takeRate(context: EngineContext, fn: AppFunction, event: StoredEvent): boolean {
  if (!fn.rateLimit) return true
  const key = keyOf(fn.id, fn.rateLimit.key, event)
  if (key.kind === 'none') return true
  if (key.kind === 'fault') {
    const ids = { function_id: fn.id, event_id: event.internalId }
    context.log({
      level: 'warn',
      message: 'the rate limit key could not be computed, so nothing runs',
      ...ids,
    })
    return false
  }
  const { claims, rates } = context.store
  const now = context.clock.now()
  const claim = { functionId: fn.id, kind: 'rate', key: event.id } as const
  if (claims.isTaken(claim, now)) return true

  const rateKey = `rate ${key.text}`
  const tat = rates.find(rateKey)
  if (allowedAt(fn.rateLimit, tat) > now) return false
  rates.save({ key: rateKey, tat: nextTat(fn.rateLimit, tat, now) })
  if (event.id !== event.internalId) claims.take({ ...claim, expiresAt: now + REPEAT_MS }, now)
  return true
}
