import {
  type AppSource,
  explore,
  type Exploration,
  type FaultKind,
  type PlayedEngine,
} from '@repo/dev-engine'
import type { Outside } from './outside-world.ts'
import { serveOnly } from './serve-only.ts'

type App = { fetch(request: Request): Response | Promise<Response> }

const CRASHES: readonly FaultKind[] = ['killed', 'duplicated']

/** What happens in a worker, and what must be true afterwards wherever it was cut off on the way. */
export type Story<World> = {
  app: string
  /** The functions that take part, by their names in the app. By default all that it serves. */
  functions?: readonly string[]
  /** A world of its own for each run. What the worker sends must reach the engine: `stubOutside({ ...engine })`. */
  setup: (engine: Outside) => World | Promise<World>
  /** What starts it. An event is sent until it is accepted. */
  play: (engine: PlayedEngine, world: World) => unknown
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
  { app, functions, setup, play, check, kinds = CRASHES }: Story<World>,
): Promise<Exploration> {
  const ids = functions?.map((name) => `${app}-${name}`)
  const source: AppSource = {
    url: `http://${app}/api/inngest/${app}`,
    // As the SDK does by default: a worker then runs step after step in one call.
    checkpointing: true,
    fetch: async (request) => {
      const answer = await worker.fetch(request)
      return ids && request.method === 'PUT' ? serveOnly(answer, ids) : answer
    },
  }
  return explore(
    {
      setup: async ({ engine }) => ({
        apps: [source],
        world: await setup({ 'engine.test': (request) => engine.fetch(request) }),
      }),
      play: (engine, { world }) => play(engine, world),
      check: ({ world }, engine) => check(world, engine),
    },
    // The SDK dates what it sends by the real time, and the engine keeps back what is dated later.
    { start: Date.now(), kinds },
  )
}
