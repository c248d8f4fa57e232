import type { Clock } from './clock/clock.ts'
import type { NewEvent } from './events/event.ts'
import type { Log } from './log.ts'
import type { AppReport } from './reports/app-report.ts'
import type { ExecutionsReport } from './reports/executions-report.ts'
import type { RunReport } from './reports/run-report.ts'

/** Where an app's Inngest handler lives. With `fetch`, calls go straight to it and no socket is opened. */
export interface AppSource {
  url: string
  fetch?: (request: Request) => Response | Promise<Response>
}

export interface EngineOptions {
  /** A file, or ':memory:'. */
  database: string
  apps: readonly AppSource[]
  clock?: Clock
  random?: () => number
  /** A duration such as '250ms' or '1s' that replaces the server's backoff table. */
  retryDelay?: string
  log?: Log
}

export interface Engine {
  /** Throws until `listen` has answered. */
  readonly url: string
  listen(options: { port: number; host?: string }): Promise<string>
  /** Asks every app for its functions. Rejects with all the reasons when one does not answer or is refused. */
  sync(): Promise<void>
  /** Not atomic, as on the server: the events before an invalid one are accepted. */
  send(events: NewEvent | readonly NewEvent[]): Promise<{ ids: string[] }>
  apps(): AppReport[]
  /** Newest first, all of them. */
  runs(): RunReport[]
  run(runId: string): RunReport | undefined
  executions(): ExecutionsReport
  /** Resolves when nothing is executing and nothing is due; timers in the future do not count. */
  whenIdle(): Promise<void>
  /** Waits for the calls in flight, then lets go of the port and the file. Asking twice is fine. */
  close(): Promise<void>
}
