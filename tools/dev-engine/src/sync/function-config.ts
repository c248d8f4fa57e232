import type { ConcurrencyLimit, Trigger } from './app-function.ts'

export type ConcurrencyOption = number | Partial<ConcurrencyLimit>

export interface CancelOption {
  event: string
  if?: string
  timeout?: string
}

/** One entry of what the SDK answers to an in-band sync, unsupported options included. */
export interface FunctionConfig {
  id: string
  name?: string
  triggers: (Trigger & { jitter?: string })[]
  steps: { step: { runtime: { type: string }; retries?: { attempts?: number } } }
  idempotency?: string
  concurrency?: ConcurrencyOption | ConcurrencyOption[]
  /** `cancelOn` to the app. */
  cancel?: CancelOption[]
  rateLimit?: { limit: number; period: string; key?: string }
  throttle?: { limit: number; period: string; burst?: number; key?: string }
  debounce?: { period: string; timeout?: string; key?: string }
  batchEvents?: { maxSize: number; timeout: string; key?: string; if?: string }
  singleton?: { mode: 'skip' | 'cancel'; key?: string }
  priority?: { run?: string }
  timeouts?: { start?: string; finish?: string }
}
