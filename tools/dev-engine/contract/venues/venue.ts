import type { Scenario } from '../scenario.ts'
import type { App } from '../stage/create-app.ts'

export interface SeenRun {
  runId: string
  functionId: string
  status: 'Running' | 'Completed' | 'Failed' | 'Cancelled' | 'Skipped'
}

/** An engine to play on: dev-engine under a virtual clock, or the real server in real time. */
export interface Venue {
  /** Where its API listens. */
  url: string
  fetch: (request: Request) => Promise<Response>
  /** How long a piece of work takes here, by the computer's own clock. */
  workMs: number
  now(): number
  /** False when it refuses one of the functions. */
  register(app: App): Promise<boolean>
  /** Lets this much time pass since the last moment of the script, and happen what falls due in it. */
  pass(ms: number): Promise<void>
  /** Lets what was just sent take effect. */
  settle(): Promise<void>
  runs(): Promise<SeenRun[]>
  cancel(runId: string): Promise<void>
  rerun(runId: string): Promise<void>
  invoke(functionId: string, data: { [key: string]: unknown }): Promise<void>
  close(): Promise<void>
}

export type VenueOptions = Pick<Scenario, 'hasRealBackoff' | 'beginsAtSecond' | 'beginsOn'>

export type OpenVenue = (options: VenueOptions) => Promise<Venue>
