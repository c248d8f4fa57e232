import type { Clock } from './clock/clock.ts'
import type { Idle } from './clock/drive-clock.ts'
import type { VirtualClock } from './clock/virtual-clock.ts'
import type { NewEvent } from './events/event.ts'
import type { Transport } from './execution/transport.ts'
import type { FaultPlan } from './faults/create-plan.ts'
import type { Fault } from './faults/fault.ts'
import type { Log } from './log.ts'
import type { AppReport } from './reports/app-report.ts'
import type { EventReport } from './reports/event-report.ts'
import type { ExecutionsReport } from './reports/executions-report.ts'
import type { RunReport } from './reports/run-report.ts'
import type { Deliver } from './runs/receive-events.ts'
import type { RunsQuery } from './runs/runs-query.ts'
import type { EventsQuery } from './store/events.ts'
import type { Storage } from './store/storage.ts'

/** Where an app's Inngest handler lives. With `fetch`, calls go straight to it and no socket is opened. */
export interface AppSource<Bindings = unknown> {
  url: string
  fetch?: (request: Request, bindings?: Bindings) => Response | Promise<Response>
  /** What `fetch` is handed beside each request, so that the functions' own now is the engine's. */
  bindings?: (clock: Pick<Clock, 'now'>) => Bindings
  /**
   * Whether its SDK reaches the engine, so that it may tell of its steps while a call goes on. By default when
   * the engine is served and the app is called over a socket; an app with `fetch` says so itself.
   */
  checkpointing?: boolean
}

export interface EngineOptions {
  apps: readonly AppSource[]
  /** By default the real time. */
  clock?: 'real' | VirtualClock
  /** By default in memory, and forgotten with the engine. */
  storage?: Storage
  /** Ids, jitter and `shuffle` follow from it. By default 0 under a virtual clock, and none in real time. */
  seed?: number
  /** Among calls that are due at the same moment the seed picks, instead of the oldest being first. */
  shuffle?: boolean
  /** How many calls may be under way at once: by default one under a virtual clock, 100 in real time. */
  parallel?: false | number
  /** A duration such as '250ms' or '1s' that replaces the server's backoff table. */
  retryDelay?: string
  log?: Log
  /** Called once when the engine cannot write what has happened: it is dead from then on. Not after `kill()`. */
  onDeath?: (reason: Error) => void
  transport?: Transport
  deliver?: Deliver
  /** What is to go wrong. A plan counts on when it is given to the next engine; a list begins anew. */
  faults?: FaultPlan | readonly Fault[]
  /** Instead of the seed's own numbers. */
  random?: () => number
}

export interface Engine {
  /** The REST API, which is also what the SDK speaks to. */
  fetch(request: Request): Promise<Response>
  /** Where `fetch` can be reached from outside. Throws until somebody has said so. */
  readonly url: string
  /** Says where `fetch` can be reached; `close` is called once the engine has stopped. */
  servedAt(server: { url: string; close: () => Promise<void> }): void
  /** Asks every app for its functions. Rejects with all the reasons when one does not answer or is refused. */
  sync(): Promise<void>
  apps(): AppReport[]

  /** Not atomic, as on the server: the events before an invalid one are accepted. */
  send(events: NewEvent | readonly NewEvent[]): Promise<{ ids: string[] }>
  /** Starts one function, whatever its triggers. `runId` is null when flow control kept it from starting. */
  invoke(
    functionId: string,
    data?: Record<string, unknown>,
  ): Promise<{ eventId: string; runId: string | null }>
  readonly runs: Runs
  readonly events: Events
  /** What Inngest bills: each run once, and each attempt of a step that the app reported. */
  executions(): ExecutionsReport

  now(): number
  /** Moves virtual time by a duration such as '3d', or milliseconds, and does what falls due on the way. */
  advance(duration: string | number): Promise<void>
  /** Moves virtual time to a moment, and does what falls due on the way. */
  runUntil(date: Date | string | number): Promise<void>
  /** Moves virtual time until nothing is pending but crons, and says so. */
  runUntilIdle(): Promise<Idle>
  /** Resolves when nothing is executing and nothing is due; timers in the future do not count. */
  whenIdle(): Promise<void>

  /** Forgets everything at once, as SIGKILL would: calls under way are not waited for, nothing more is written. */
  kill(): void
  /** Waits for the calls in flight, then lets go of the storage and the server. Asking twice is fine. */
  close(): Promise<void>
}

export interface Runs {
  /** Newest first. */
  find(query?: RunsQuery): RunReport[]
  /** Throws when there is none of this id. */
  get(runId: string): RunReport
  /**
   * The first run that matches; without a status, once it has ended. In virtual time this moves the clock. By
   * default it waits 10 s in real time, and in virtual time until nothing is pending. Rejects with what was seen.
   */
  waitFor(query: RunsQuery, options?: { timeout?: string | number }): Promise<RunReport>
  /** Ends it at once; a step under way finishes, and nothing runs after it. False when it has ended already. */
  cancel(runId: string): Promise<boolean>
  /** Starts the same function with the same events once more; gives the id of the new run. */
  rerun(runId: string): Promise<string>
}

export interface Events {
  /** Newest first. */
  list(query?: EventsQuery): EventReport[]
  /** By internal id or by the sender's own. Throws when there is none. */
  get(id: string): EventReport
}
