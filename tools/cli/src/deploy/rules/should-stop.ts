/** What Cloudflare counted of one version since the stage began. */
export type Traffic = { requests: number; errors: number }

/** Below this many requests a rate says nothing, and only a burst of errors does. */
const ENOUGH_REQUESTS = 50
const BURST = 10
/** Rates below this are noise: a client that hangs up counts as an error. */
const TOLERATED_RATE = 0.01

/** Whether the new version fails more than the old one did at the same time: twice its rate, and more than one in a hundred. */
export function shouldStop(next: Traffic, old: Traffic): boolean {
  if (next.errors === 0) return false
  if (next.requests < ENOUGH_REQUESTS) return next.errors >= BURST && rateOf(next) > 2 * rateOf(old)
  return rateOf(next) > Math.max(TOLERATED_RATE, 2 * rateOf(old))
}

export const rateOf = ({ requests, errors }: Traffic) => (requests === 0 ? 0 : errors / requests)
