import { monotonicFactory } from 'ulid'
import { forwardClock } from './clock/forward-clock.ts'
import { systemClock } from './clock/system-clock.ts'
import type { EngineContext } from './context.ts'
import { cronTimers } from './cron/cron-timers.ts'
import type { Engine, EngineOptions } from './engine.ts'
import { createExecutor } from './execution/executor.ts'
import { parseDuration } from './execution/parse-duration.ts'
import { createApi } from './http/create-api.ts'
import { createServer } from './http/create-server.ts'
import type { Log } from './log.ts'
import { executionsReport } from './reports/executions-report.ts'
import { appReport } from './reports/app-report.ts'
import { runReport } from './reports/run-report.ts'
import { receiveEvents } from './runs/receive-events.ts'
import { startCronRun } from './runs/start-cron-run.ts'
import { createStore } from './store/create-store.ts'
import { openDatabase } from './store/open-database.ts'
import { createRegistry } from './sync/registry.ts'
import { createSyncer } from './sync/create-syncer.ts'

const NO_LIMIT = -1

/** Takes the state file for itself. What it finds there resumes once its app has answered a sync. */
export async function createEngine(options: EngineOptions): Promise<Engine> {
  const context = createContext(options)
  const { store, registry, clock } = context
  const executor = createExecutor(context)
  const crons = cronTimers(clock, (functionId, cron) => {
    startCronRun(context, functionId, cron)
    executor.pump()
  })
  const syncer = createSyncer(context, () => {
    crons.set(registry.functions())
    executor.pump()
  })
  const send: Engine['send'] = async (events) => {
    try {
      return receiveEvents(context, events)
    } finally {
      executor.pump()
    }
  }
  const server = createServer(createApi(context, send))
  crons.set(registry.functions())

  const close = async () => {
    crons.stop()
    await syncer.stop()
    // The port stays open until then: a step under way may still have events to send.
    await executor.stop()
    await server.close()
    store.close()
  }
  let closing: Promise<void> | undefined

  return {
    get url() {
      return server.url()
    },
    listen: (where) => server.listen(where),
    sync: () => syncer.sync(),
    send,
    apps: () => registry.apps().map(appReport),
    runs: () => store.runs.list(NO_LIMIT).map((run) => runReport(run, store.steps.list(run.runId))),
    run(runId) {
      const run = store.runs.find(runId)
      return run && runReport(run, store.steps.list(runId))
    },
    executions: () => executionsReport(store.runs.executions()),
    whenIdle: () => executor.whenIdle(),
    close: () => (closing ??= close()),
  }
}

function createContext(options: EngineOptions): EngineContext {
  const { random = Math.random, retryDelay } = options
  const clock = forwardClock(options.clock ?? systemClock)
  const retryDelayMs = retryDelay === undefined ? null : parseDuration(retryDelay)
  const ulid = monotonicFactory(random)
  const store = createStore(openDatabase(options.database))
  // A log line is a promise that the thing has happened, so it waits until the file says so too.
  const log: Log = (entry) => store.afterCommit(() => options.log?.(entry))
  const registry = createRegistry(options.apps, (url) => store.apps.find(url))
  return { store, registry, clock, random, newId: () => ulid(clock.now()), log, retryDelayMs }
}
