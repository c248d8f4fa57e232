import { MissingSetting, requireSetting } from '@repo/worker-kit/errors'
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
    if (response.ok) return readReceipt(response, events.length)

    await response.body?.cancel()
    const reason = `Inngest answered ${response.status}`
    if (REFUSALS.includes(response.status)) return { kind: 'refused', reason }
    return unreachable(reason, response.status < 500 && response.status !== 408 && response.status !== 429)
  } catch (error) {
    if (error instanceof MissingSetting) return unreachable(error.message, true)
    // Not the message: it may quote the address, and with it the event key.
    return unreachable(`Inngest could not be reached (${error instanceof Error ? error.name : 'unknown'})`)
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

/** Whatever else answers 200 at a wrong address must not pass for Inngest: the events would be gone. */
async function readReceipt(response: Response, eventCount: number): Promise<SendOutcome> {
  const receipt = await response.json<{ ids?: string[] } | null>().catch(() => null)
  if (receipt?.ids?.length === eventCount) return { kind: 'accepted', ids: receipt.ids }
  return unreachable(`Inngest answered ${response.status} without an id for each event`, true)
}

function unreachable(reason: string, needsAttention = false): SendOutcome {
  return { kind: 'unreachable', reason, needsAttention }
}

function engineUrl(env: Bindings): string {
  const url = env.INNGEST_BASE_URL || devUrl(env.INNGEST_DEV) || 'https://inn.gs'
  return url.replace(/\/+$/, '')
}

/** The SDK reads this setting as an address or as a mere switch; a switch means the Dev Server at its usual place. */
function devUrl(setting: string | undefined): string | undefined {
  if (!setting || /^(0|false)$/i.test(setting)) return undefined
  if (/^(1|true)$/i.test(setting)) return 'http://localhost:8288'
  return setting.includes('://') ? setting : `http://${setting}`
}
