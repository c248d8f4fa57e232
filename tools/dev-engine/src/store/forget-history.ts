import type { Clock } from '../clock/clock.ts'
import type { Store } from './create-store.ts'

const DAY_MS = 24 * 60 * 60 * 1000

/** Beyond these counts, what ended more than a day ago is forgotten: a laptop may run for weeks. */
const KEPT_RUNS = 10_000
const KEPT_EVENTS = 50_000
const BETWEEN_LOOKS = 1000

export interface KeptHistory {
  runs: number
  events: number
  betweenLooks: number
}

const KEPT: KeptHistory = { runs: KEPT_RUNS, events: KEPT_EVENTS, betweenLooks: BETWEEN_LOOKS }

/** Looks after so many new records, so that looking costs next to nothing. */
export function forgetHistory(store: Store, clock: Pick<Clock, 'now'>, kept: KeptHistory = KEPT): void {
  const size = () =>
    store.runs.table.size + store.events.table.size + store.claims.table.size + store.rates.table.size
  let nextLook = size() + kept.betweenLooks

  store.onCommit(() => {
    if (size() < nextLook) return
    // Before the change below, which is a commit as well.
    nextLook = Infinity
    store.transaction(() => forget(store, clock.now(), kept))
    nextLook = size() + kept.betweenLooks
  })
}

function forget(store: Store, now: number, kept: KeptHistory): void {
  const before = now - DAY_MS
  for (const run of [...store.runs.table.values()].slice(0, -kept.runs)) {
    if (run.endedAt === null || run.endedAt > before) continue
    store.tallies.add(run)
    store.steps.removeOfRun(run.runId)
    store.runs.remove(run.runId)
  }
  // A debounce or a batch may wait for days, and starts its run from these.
  const gathered = new Set([...store.gathers.table.values()].flatMap(({ eventIds }) => eventIds))
  for (const { internalId, receivedAt } of [...store.events.table.values()].slice(0, -kept.events)) {
    const isNeeded = store.runs.countOfEvent(internalId) > 0 || gathered.has(internalId)
    if (receivedAt <= before && !isNeeded) store.events.remove(internalId)
  }
  store.claims.forgetExpired(now)
  store.rates.forgetExpired(now)
}
