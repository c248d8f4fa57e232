import type { EngineContext } from './context.ts'
import { createContext } from './create-context.ts'
import { createMachinery, type Machinery } from './create-machinery.ts'
import type { Engine, EngineOptions, Events, Runs } from './engine.ts'
import { checkpointSteps } from './execution/checkpoint-steps.ts'
import { createApi } from './http/create-api.ts'
import { NotFound } from './not-found.ts'
import { appReport } from './reports/app-report.ts'
import { eventReport } from './reports/event-report.ts'
import { executionsReport } from './reports/executions-report.ts'
import { runReport } from './reports/run-report.ts'
import { acceptEvent } from './runs/accept-event.ts'
import { cancelRun } from './runs/cancel-run.ts'
import { getRun } from './runs/get-run.ts'
import { invokeFunction } from './runs/invoke-function.ts'
import { receiveEvents } from './runs/receive-events.ts'
import { rerunRun } from './runs/rerun-run.ts'
import { findRuns } from './runs/runs-query.ts'
import { waitForRun } from './runs/wait-for-run.ts'

/** Takes the storage for itself. What it finds there resumes once its app has answered a sync. */
export async function createEngine(options: EngineOptions): Promise<Engine> {
  let server: { url: string; close: () => Promise<void> } | undefined
  let closing: Promise<void> | undefined
  let living: Machinery | undefined
  const context = createContext(options, {
    isServed: () => server !== undefined,
    kill: () => living?.kill(),
    accept: (events) => inTransaction(() => events.map((event) => acceptEvent(context, event))),
  })
  const machinery = createMachinery(context, options)
  living = machinery
  const { store, registry, clock, deliver } = context
  const { driver, change } = machinery
  const inTransaction = <T>(make: () => T) => change(() => store.transaction(make))

  const engine: Engine = {
    fetch: async (request) => api.fetch(request),
    get url() {
      if (!server) throw new Error('the engine has no url before it listens')
      return server.url
    },
    servedAt: (served) => void (server = served),
    sync: machinery.sync,
    apps: () => registry.apps().map(appReport),

    send: async (events) => change(() => receiveEvents(context, deliver, events)),
    invoke: async (functionId, data = {}) => inTransaction(() => invokeFunction(context, functionId, data)),
    runs: createRuns(context, machinery),
    events: createEvents(context),
    executions: () => executionsReport(store),

    now: () => clock.now(),
    advance: driver.advance,
    runUntil: driver.runUntil,
    runUntilIdle: driver.runUntilIdle,
    whenIdle: machinery.whenIdle,
    kill: () => machinery.kill(),
    // The server goes last: a step under way may still have events to send.
    close: () => (closing ??= machinery.stop(() => server?.close())),
  }
  const api = createApi(context, engine, {
    assertAlive: machinery.assertAlive,
    checkpoint: (request) => inTransaction(() => checkpointSteps(context, request)),
  })
  return engine
}

function createRuns(context: EngineContext, { driver, change, dying, assertAlive }: Machinery): Runs {
  const { store } = context
  return {
    find(query = {}) {
      assertAlive()
      return findRuns(context, query)
    },
    get(runId) {
      assertAlive()
      return runReport(getRun(context, runId), store.steps.list(runId))
    },
    async waitFor(query, { timeout } = {}) {
      assertAlive()
      return waitForRun(context, { driver, dying }, query, timeout)
    },
    cancel: async (runId) => change(() => store.transaction(() => cancelRun(context, runId))),
    rerun: async (runId) => change(() => store.transaction(() => rerunRun(context, runId))),
  }
}

function createEvents({ store }: EngineContext): Events {
  return {
    list: (query = {}) => store.events.list(query).map(eventReport),
    get(id) {
      const event = store.events.find(id)
      if (!event) throw new NotFound(`event ${id}`)
      return eventReport(event)
    },
  }
}
