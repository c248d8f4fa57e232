import type { Inngest, InngestFunction } from 'inngest'

/** What happened, one line each, without ids and exact times, so that two engines can be compared. */
export type Observed = string[]

export interface Scenario {
  /** A fact about the Inngest server. */
  name: string
  functions?: (stage: Stage) => InngestFunction.Like[]
  play: (script: Script) => Promise<void>
  /** The server promises no order here, so lines are compared as a set. */
  isUnordered?: boolean
  /** How the runs ended is not looked at. */
  hasNoOutcomes?: boolean
  /** Begins at this second of a minute, for crons. */
  beginsAtSecond?: number
  /** Where time is virtual, begins on this day. */
  beginsOn?: string
  /** Retries as production does, 15 s and more apart, instead of 1 s. */
  hasRealBackoff?: boolean
  /** It takes too long, or is too heavy, for the real server: what is expected, and the source that says so. */
  unrecorded?: { source: string; expected: Observed }
  /** dev-engine differs on purpose: how, and why. */
  deviation?: { reason: string; observed: Observed }
}

/** What the functions of a scenario have at hand. */
export interface Stage {
  inngest: Inngest
  now: () => number
  /** Writes down that something happened. Call it where the code runs once: in a step, or where there are none. */
  mark: (line: string) => void
  /** The same, with the time since the start, rounded down to even seconds. */
  markTime: (line: string) => void
  /** Resolves once the script opens it. */
  gate: (name: string) => Promise<void>
  /** Takes long enough for others to begin meanwhile; `peak` tells how many were at work at once. */
  work: (place?: string) => Promise<void>
}

/** What the script of a scenario can do. */
export interface Script extends Pick<Stage, 'now' | 'mark'> {
  /** Sends one event, or several in one request. Throws when the API does not take them. */
  send: (...events: SentEvent[]) => Promise<string[]>
  /** Posts any body to the event API and gives the status it answers. */
  post: (body: unknown) => Promise<number>
  pass: (duration: `${number}s` | `${number}m` | `${number}h` | `${number}d`) => Promise<void>
  /** Resolves when a line that starts like this is written, though no time need pass for it. */
  seen: (line: string) => Promise<void>
  /** Lets what was just sent take effect while steps are under way. */
  settle: () => Promise<void>
  open: (gate: string) => void
  peak: (place?: string) => number
  requests: () => number
  /** The next calls go wrong: the app does not get them, or its answer does not come back. */
  breakApp: (calls: number, how: Breakage) => void
  register: (options: Record<string, unknown>) => Promise<'accepted' | 'refused'>
  /** Cancels the runs of this function that go on, through the API. */
  cancel: (functionId: string) => Promise<void>
  rerun: (functionId: string) => Promise<void>
  invoke: (functionId: string, data: Record<string, unknown>) => Promise<void>
}

export type Breakage = 'answers 503' | 'answers 429' | 'loses its answer'

export interface SentEvent {
  name: string
  data?: Record<string, unknown>
  id?: string
  ts?: number
}
