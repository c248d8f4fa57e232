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

/** What the engine keeps of a function's configuration. */
export interface AppFunction {
  id: string
  name: string
  /** None when only `step.invoke` starts it. */
  triggers: Trigger[]
  maxAttempts: number
  idempotency: string | null
  concurrency: ConcurrencyLimit[]
  cancelOn: CancelRule[]
}
