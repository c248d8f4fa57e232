import type { DatabaseSync } from 'node:sqlite'
import type { Log } from './log.ts'

/** What a route or an action can reach; Hono hands it over as `c.env`. */
export type World = {
  db: DatabaseSync
  now: () => Date
  newId: (prefix: string) => string
  log: Log
  fetch: (url: string, init: RequestInit) => Promise<Response>
  webhook: WebhookTarget | undefined
  answerDelayMs: number
  keysInUse: Set<string>
}

export type WebhookTarget = { url: string; secret: string }

/** The API request that caused something; automatic happenings have neither. */
export type Cause = { requestId: string | null; idempotencyKey: string | null }

export type DoubleEnv = { Bindings: World; Variables: { requestId: string } }
