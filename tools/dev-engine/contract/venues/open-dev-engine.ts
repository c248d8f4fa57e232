import { setTimeout } from 'node:timers/promises'
import { createEngine, virtualClock, type Engine } from '../../src/index.ts'
import type { App } from '../stage/create-app.ts'
import type { Venue, VenueOptions } from './venue.ts'

// Nothing listens there: what is sent to it is handed to the engine.
const ORIGIN = 'http://dev-engine.test'
// Later than the real time, which the SDK gives the events that it sends: they would wait for it.
const START = '2036-01-01'
const WORK_MS = 15
const CALLS_AT_ONCE = 100

/** dev-engine in this process, under a clock that moves only when the script lets time pass. */
export async function openDevEngine(options: VenueOptions): Promise<Venue> {
  const { beginsOn = START, beginsAtSecond = 0 } = options
  const clock = virtualClock({ start: Date.parse(beginsOn) + beginsAtSecond * 1000 })
  const createFor = (app: App) =>
    createEngine({
      apps: [{ url: `${ORIGIN}/${app.id}`, fetch: (request) => app.fetch(request), checkpointing: true }],
      clock,
      parallel: CALLS_AT_ONCE,
      ...(!options.hasRealBackoff && { retryDelay: '1s' }),
    })
  let started: Engine | undefined
  const engine = () => {
    if (!started) throw new Error('no app is registered')
    return started
  }

  return {
    url: ORIGIN,
    workMs: WORK_MS,
    now: () => clock.now(),
    fetch: (request) => engine().fetch(request),
    async register(app) {
      const created = await createFor(app)
      // The first app is the scenario's own; others are only asked whether they would be taken.
      if (!started) started = created
      const isTaken = await created.sync().then(
        () => true,
        () => false,
      )
      if (created !== started) await created.close()
      return isTaken
    },
    pass: (ms) => engine().advance(ms),
    settle: () => setTimeout(WORK_MS),
    runs: async () =>
      engine()
        .runs.find()
        .map((run) => ({ runId: run.run_id, functionId: run.function_id, status: run.status })),
    cancel: async (runId) => void (await engine().runs.cancel(runId)),
    rerun: async (runId) => void (await engine().runs.rerun(runId)),
    invoke: async (functionId, data) => void (await engine().invoke(functionId, data)),
    close: async () => started?.close(),
  }
}
