import { isVirtual } from '../clock/virtual-clock.ts'
import type { Clock } from '../clock/clock.ts'
import type { AppSource } from '../engine.ts'

/** One request of the engine's to an app, and what it is for. */
export interface AppCall {
  source: AppSource
  request: Request
  /** `null` when it asks the app for its functions. */
  run: { runId: string; functionId: string; stepId: string; attempt: number } | null
}

/** How a call reaches its app. A wrapper may lose an answer, delay it or make one up. */
export type Transport = (call: AppCall) => Promise<Response>

/** Virtual time for apps on the other side of a socket. Whoever may be called by others must not trust it. */
export const NOW_HEADER = 'x-dev-engine-now'

export function createTransport(clock: Clock): Transport {
  return async ({ source, request }) => {
    if (isVirtual(clock)) request.headers.set(NOW_HEADER, String(clock.now()))
    if (!source.fetch) return globalThis.fetch(request)
    return source.fetch(request, source.bindings?.(clock))
  }
}
