import type { Clock } from './clock/clock.ts'
import type { AppSource } from './engine.ts'
import type { Transport } from './execution/transport.ts'
import type { Log } from './log.ts'
import type { Deliver } from './runs/receive-events.ts'
import type { Store } from './store/create-store.ts'
import type { Registry } from './sync/registry.ts'

/** What the rooms of the engine share. */
export interface EngineContext {
  store: Store
  registry: Registry
  clock: Clock
  random: () => number
  /** A ULID of the clock's time, each greater than the one before. */
  newId: () => string
  log: Log
  retryDelayMs: number | null
  transport: Transport
  deliver: Deliver
  /** Whether the SDK of this app can ask the engine something while it is called. */
  isReachedBy: (source: AppSource) => boolean
}
