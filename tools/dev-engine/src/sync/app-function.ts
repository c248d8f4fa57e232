export type Trigger = { event: string; expression?: string } | { cron: string }

export interface ConcurrencyLimit {
  limit: number
  key: string | null
  scope: 'fn' | 'env' | 'account'
}

/** An event that cancels a run; `if` sees it as `async`, and the one that started the run as `event`. */
export interface CancelRule {
  event: string
  if: string | null
  timeout: string | null
}

/** So many in a period, evenly spread but for `burst` more at once. */
export interface Rate {
  limit: number
  periodMs: number
  burst: number
  key: string | null
}

export interface Batching {
  maxSize: number
  timeoutMs: number
  key: string | null
  if: string | null
}

/** What the engine keeps of a function's configuration. */
export interface AppFunction {
  id: string
  name: string
  /** None when only `step.invoke` starts it. */
  triggers: Trigger[]
  maxAttempts: number
  concurrency: ConcurrencyLimit[]
  cancelOn: CancelRule[]
  /** Runs beyond it are dropped. `idempotency` is one a day, in place of a `rateLimit`. */
  rateLimit: Rate | null
  /** Runs beyond it start later. */
  throttle: Rate | null
  debounce: { periodMs: number; timeoutMs: number | null; key: string | null } | null
  batch: Batching | null
  singleton: { key: string | null; mode: 'skip' | 'cancel' } | null
  /** An expression that gives seconds: a run is taken as if it had been queued so much earlier. */
  priority: string | null
  startTimeoutMs: number | null
  finishTimeoutMs: number | null
}
