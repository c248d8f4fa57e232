import {
  type AppSource,
  explore,
  type Exploration,
  type FaultKind,
  type NewEvent,
  type PlayedEngine,
} from '@repo/dev-engine'
import type { Outside } from './outside-world.ts'

type App = { fetch(request: Request): Response | Promise<Response> }

const CRASHES: readonly FaultKind[] = ['killed', 'duplicated']

/** What happens in a worker, and what must be true afterwards wherever it was cut off on the way. */
export type Story<World> = {
  app: string
  /** A world of its own for each run. What the worker sends must reach the engine: `stubOutside({ ...engine })`. */
  setup: (engine: Outside) => World | Promise<World>
  /** What starts it. */
  events: (world: World) => NewEvent | NewEvent[]
  /** Throws when something is not as it must be. */
  check: (world: World, engine: PlayedEngine) => unknown
  /** What may go wrong. By default the engine is killed before and after any write, and events come twice. */
  kinds?: readonly FaultKind[]
}

/**
 * Plays the story once as it is, then once for each thing that may go wrong in it: see dev-engine's `explore`. The worker must
 * answer in the test's own request (`worker.fetch`, not `exports.default`): workerd drops what one request begins for another.
 */
export function exploreWorker<World>(
  worker: App,
  { app, setup, events, check, kinds = CRASHES }: Story<World>,
): Promise<Exploration> {
  const source: AppSource = {
    url: `http://${app}/api/inngest/${app}`,
    fetch: async (request) => worker.fetch(request),
  }
  return explore(
    {
      setup: async ({ engine }) => ({
        apps: [source],
        world: await setup({ 'engine.test': (request) => engine.fetch(request) }),
      }),
      play: (engine, { world }) => engine.send(events(world)),
      check: ({ world }, engine) => check(world, engine),
    },
    // The SDK dates what it sends by the real time, and the engine keeps back what is dated later.
    { start: Date.now(), kinds },
  )
}
