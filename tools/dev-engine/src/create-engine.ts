import { forwardClock } from './clock/forward-clock.ts'
import { driveClock } from './clock/drive-clock.ts'
import { systemClock } from './clock/system-clock.ts'
import type { EngineContext } from './context.ts'
import { cronTimers } from './cron/cron-timers.ts'
import type { Engine, EngineOptions } from './engine.ts'
import { EngineKilled } from './engine-killed.ts'
import { checkpointSteps } from './execution/checkpoint-steps.ts'
import { createExecutor } from './execution/executor.ts'
import { parseDuration } from './execution/parse-duration.ts'
import { createTransport } from './execution/transport.ts'
import { createApi } from './http/create-api.ts'
import { createIds } from './ids.ts'
import type { Log } from './log.ts'
import { NotFound } from './not-found.ts'
import { appReport } from './reports/app-report.ts'
import { eventReport } from './reports/event-report.ts'
import { executionsReport } from './reports/executions-report.ts'
import { runReport } from './reports/run-report.ts'
import { cancelRun } from './runs/cancel-run.ts'
import { getRun } from './runs/get-run.ts'
import { invokeFunction } from './runs/invoke-function.ts'
import { receiveEvents, type Deliver } from './runs/receive-events.ts'
import { rerunRun } from './runs/rerun-run.ts'
import { findRuns } from './runs/runs-query.ts'
import { startCronRun } from './runs/start-cron-run.ts'
import { waitForRun } from './runs/wait-for-run.ts'
import { seededRandom } from './seeded-random.ts'
import { createStore } from './store/create-store.ts'
import { forgetHistory } from './store/forget-history.ts'
import { memoryStorage } from './store/memory-storage.ts'
import { createRegistry } from './sync/registry.ts'
import { createSyncer } from './sync/create-syncer.ts'

// As many as the Dev Server has workers; a local worker chokes on thousands.
const MAX_CALLS = 100

/** Takes the storage for itself. What it finds there resumes once its app has answered a sync. */
export async function createEngine(options: EngineOptions): Promise<Engine> {
  let server: { url: string; close: () => Promise<void> } | undefined
  const context = createContext(
    options,
    ({ fetch, checkpointing = !fetch && server !== undefined }) => checkpointing,
  )
  const { store, registry, clock } = context
  let death: Error | null = null
  let closing: Promise<void> | undefined

  const kill = (reason?: Error) => {
    if (death) return
    death = new EngineKilled(reason)
    crons.stop()
    executor.kill(death)
    store.kill(death)
  }
  const executor = createExecutor(context, {
    maxCalls: maxCallsOf(options),
    shuffle: options.shuffle ?? false,
    onBroken: kill,
  })
  const crons = cronTimers(clock, (functionId, cron, at) => {
    change(() => startCronRun(context, functionId, cron, at))
  })
  const syncer = createSyncer(context, () => {
    crons.set(registry.functions())
    executor.pump()
  })
  const driver = driveClock(clock, executor, crons)
  const deliver: Deliver = options.deliver ?? ((events, accept) => accept(events))

  /** Whatever comes of it, what has been written down is begun. */
  const change = <T>(make: () => T): T => {
    if (death) throw death
    try {
      return make()
    } finally {
      if (!death) executor.pump()
    }
  }
  const alive = () => {
    if (death) throw death
    return context
  }
  const changing = <T>(make: () => T) => change(() => store.transaction(make))
  crons.set(registry.functions())

  const close = async () => {
    crons.stop()
    await syncer.stop()
    // The server stays until then: a step under way may still have events to send.
    await executor.stop()
    await server?.close()
    if (!death) store.close()
  }

  const engine: Engine = {
    fetch: async (request) => api.fetch(request),
    get url() {
      if (!server) throw new Error('the engine has no url before it listens')
      return server.url
    },
    servedAt: (served) => void (server = served),
    sync: () => (death ? Promise.reject(death) : syncer.sync()),
    apps: () => registry.apps().map(appReport),

    send: async (events) => change(() => receiveEvents(context, deliver, events)),
    invoke: async (functionId, data = {}) => changing(() => invokeFunction(context, functionId, data)),
    runs: {
      find: (query = {}) => findRuns(alive(), query),
      get: (runId) => runReport(getRun(alive(), runId), store.steps.list(runId)),
      waitFor: (query, { timeout } = {}) => waitForRun(alive(), driver, query, timeout),
      cancel: async (runId) => changing(() => cancelRun(context, runId)),
      rerun: async (runId) => changing(() => rerunRun(context, runId)),
    },
    events: {
      list: (query = {}) => store.events.list(query).map(eventReport),
      get(id) {
        const event = store.events.find(id)
        if (!event) throw new NotFound(`event ${id}`)
        return eventReport(event)
      },
    },
    executions: () => executionsReport(store),

    now: () => clock.now(),
    advance: driver.advance,
    runUntil: driver.runUntil,
    runUntilIdle: driver.runUntilIdle,
    whenIdle: () => executor.whenIdle(),
    kill: () => kill(),
    close: () => (closing ??= close()),
  }
  const api = createApi(context, engine, (request) => changing(() => checkpointSteps(context, request)))
  return engine
}

function maxCallsOf({ parallel, clock = 'real' }: EngineOptions): number {
  if (parallel === undefined) return clock === 'real' ? MAX_CALLS : 1
  return parallel === false ? 1 : parallel
}

function createContext(options: EngineOptions, isReachedBy: EngineContext['isReachedBy']): EngineContext {
  const { retryDelay, clock: chosen = 'real', storage = memoryStorage() } = options
  const clock = chosen === 'real' ? forwardClock(systemClock) : chosen
  const retryDelayMs = retryDelay === undefined ? null : parseDuration(retryDelay)
  const store = createStore(storage)
  forgetHistory(store, clock)
  // A log line is a promise that the thing has happened, so it waits until the storage says so too.
  const log: Log = (entry) => store.afterCommit(() => options.log?.(entry))
  const registry = createRegistry(options.apps, (url) => store.apps.find(url))
  const random = options.random ?? randomOf(options, store.start)
  const newId = createIds(() => clock.now(), random, store.lastId())
  const transport = options.transport ?? createTransport(clock)
  return { store, registry, clock, random, newId, log, retryDelayMs, transport, isReachedBy }
}

/** An engine that goes on after another goes on with other numbers than it began with. */
function randomOf({ seed, clock = 'real' }: EngineOptions, start: number): () => number {
  if (seed === undefined && clock === 'real') return Math.random
  return seededRandom(Math.imul((seed ?? 0) + 1, 0x9e3779b1) + start)
}
