import { forwardClock } from './clock/forward-clock.ts'
import { systemClock } from './clock/system-clock.ts'
import type { EngineContext } from './context.ts'
import type { EngineOptions } from './engine.ts'
import { parseDuration } from './execution/parse-duration.ts'
import type { FaultyEngine } from './faults/create-plan.ts'
import { seamsOf } from './faults/seams-of.ts'
import { createIds } from './ids.ts'
import type { Log } from './log.ts'
import { seededRandom } from './seeded-random.ts'
import { createStore } from './store/create-store.ts'
import { forgetHistory } from './store/forget-history.ts'
import { createRegistry } from './sync/registry.ts'

/** What the context needs of the engine that it is for. */
interface Owner extends Omit<FaultyEngine, 'clock'> {
  /** Whether apps on the other side of a socket find the engine by now. */
  isServed: () => boolean
}

export function createContext(options: EngineOptions, { isServed, ...owner }: Owner): EngineContext {
  const { retryDelay, clock: chosen = 'real' } = options
  const clock = chosen === 'real' ? forwardClock(systemClock) : chosen
  const { storage, transport, deliver } = seamsOf(options, { ...owner, clock })
  const retryDelayMs = retryDelay === undefined ? null : parseDuration(retryDelay)
  const store = createStore(storage)
  forgetHistory(store, clock)
  // A log line is a promise that the thing has happened, so it waits until the storage says so too.
  const log: Log = (entry) => store.afterCommit(() => options.log?.(entry))
  const registry = createRegistry(options.apps, (url) => store.apps.find(url))
  const random = options.random ?? randomOf(options, store.start)
  const newId = createIds(() => clock.now(), random, store.lastId())
  const isReachedBy: EngineContext['isReachedBy'] = ({ fetch, checkpointing = !fetch && isServed() }) =>
    checkpointing
  return { store, registry, clock, random, newId, log, retryDelayMs, transport, deliver, isReachedBy }
}

/** An engine that goes on after another goes on with other numbers than it began with. */
function randomOf({ seed, clock = 'real' }: EngineOptions, start: number): () => number {
  if (seed === undefined && clock === 'real') return Math.random
  return seededRandom(Math.imul((seed ?? 0) + 1, 0x9e3779b1) + start)
}
