export type Trigger = { event: string; expression?: string } | { cron: string }

export interface ConcurrencyLimit {
  limit: number
  key: string | null
  scope: 'fn' | 'env' | 'account'
}

/** What the engine keeps of a function's configuration. */
export interface AppFunction {
  id: string
  name: string
  triggers: Trigger[]
  maxAttempts: number
  idempotency: string | null
  concurrency: ConcurrencyLimit[]
}
