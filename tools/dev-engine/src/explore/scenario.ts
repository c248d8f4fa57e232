import type { VirtualClock } from '../clock/virtual-clock.ts'
import type { AppSource, Engine } from '../engine.ts'

/** An engine that is started again on its state whenever a fault has killed it; whoever asks it something waits. */
export type PlayedEngine = Pick<
  Engine,
  | 'fetch'
  | 'send'
  | 'invoke'
  | 'runs'
  | 'events'
  | 'executions'
  | 'now'
  | 'advance'
  | 'runUntil'
  | 'runUntilIdle'
  | 'whenIdle'
>

export interface Stage {
  /** What the apps send goes to `engine.fetch`. It answers once `setup` is over. */
  engine: PlayedEngine
  clock: VirtualClock
}

/** Something that happens, and what must be true afterwards whatever goes wrong on the way. */
export interface Scenario<World extends { apps: readonly AppSource[] }> {
  /** A fresh world for each run, with the apps in it. */
  setup(stage: Stage): World | Promise<World>
  /** Events are sent until they are accepted. Afterwards time moves until nothing is pending. */
  play(engine: PlayedEngine, world: World): unknown
  /** Throws when something is not as it must be. */
  check(world: World, engine: PlayedEngine): unknown
}
