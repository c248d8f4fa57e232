import { requireSetting } from '@repo/worker-kit/errors'
import type { Bindings } from './context.ts'

export type EngineEvent = { id: string; name: string; data: object }

/**
 * `accepted`: Inngest holds the events; `ids` are its own, in order. `refused`: something in the batch is wrong.
 * `unreachable`: not the events' fault; try again. `needsAttention` says that it will not pass by itself.
 */
export type SendOutcome =
  | { kind: 'accepted'; ids: string[] }
  | { kind: 'refused'; reason: string }
  | { kind: 'unreachable'; reason: string; needsAttention: boolean }

const TIMEOUT_MS = 10_000

// A wrong key or address says nothing about an event; these statuses do.
const REFUSALS = [400, 413, 422]

/** Inngest's Event API, called without the SDK, which retries by itself and hides the status. */
export async function sendEvents(env: Bindings, events: EngineEvent[]): Promise<SendOutcome> {
  try {
    const response = await fetch(`${engineUrl(env)}/e/${requireSetting(env, 'INNGEST_EVENT_KEY')}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(events),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    if (response.ok) return { kind: 'accepted', ids: (await response.json<{ ids: string[] }>()).ids }

    await response.body?.cancel()
    const reason = `Inngest answered ${response.status}`
    if (REFUSALS.includes(response.status)) return { kind: 'refused', reason }
    const needsAttention = response.status < 500 && response.status !== 408 && response.status !== 429
    return { kind: 'unreachable', reason, needsAttention }
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'Inngest could not be reached'
    return { kind: 'unreachable', reason, needsAttention: false }
  }
}

export async function isEngineUp(env: Bindings): Promise<boolean> {
  try {
    const response = await fetch(`${engineUrl(env)}/health`, { signal: AbortSignal.timeout(TIMEOUT_MS) })
    await response.body?.cancel()
    return response.status < 500
  } catch {
    return false
  }
}

function engineUrl(env: Bindings): string {
  return env.INNGEST_BASE_URL ?? env.INNGEST_DEV ?? 'https://inn.gs'
}
