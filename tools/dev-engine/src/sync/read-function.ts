import { parseDuration } from '../execution/parse-duration.ts'
import type { AppFunction, ConcurrencyLimit, Rate } from './app-function.ts'
import type { ConcurrencyOption, FunctionConfig } from './function-config.ts'

// The SDK's d.ts says 3, the server says 4.
const DEFAULT_RETRIES = 4
const MAX_RETRIES = 20
const DAY_MS = 24 * 60 * 60 * 1000

/** Of a configuration that nothing speaks against. */
export function readFunction(config: FunctionConfig): AppFunction {
  const { batchEvents, debounce, singleton, throttle } = config
  return {
    id: config.id,
    name: config.name ?? config.id,
    triggers: config.triggers,
    maxAttempts: Math.min(config.steps.step.retries?.attempts ?? DEFAULT_RETRIES, MAX_RETRIES) + 1,
    // On the server, a limit of 0 is no limit.
    concurrency: concurrencyOptions(config)
      .map(readLimit)
      .filter(({ limit }) => limit > 0),
    cancelOn: (config.cancel ?? []).map((rule) => ({
      event: rule.event,
      if: rule.if || null,
      timeout: rule.timeout || null,
    })),
    rateLimit: readRateLimit(config),
    throttle: throttle ? readThrottle(throttle) : null,
    debounce: debounce
      ? {
          periodMs: parseDuration(debounce.period),
          timeoutMs: durationOf(debounce.timeout),
          key: debounce.key || null,
        }
      : null,
    batch: batchEvents
      ? {
          maxSize: batchEvents.maxSize,
          timeoutMs: parseDuration(batchEvents.timeout),
          key: batchEvents.key || null,
          if: batchEvents.if || null,
        }
      : null,
    singleton: singleton ? { mode: singleton.mode, key: singleton.key || null } : null,
    priority: config.priority?.run || null,
    startTimeoutMs: durationOf(config.timeouts?.start),
    finishTimeoutMs: durationOf(config.timeouts?.finish),
  }
}

export function concurrencyOptions({ concurrency = [] }: FunctionConfig): ConcurrencyOption[] {
  return Array.isArray(concurrency) ? concurrency : [concurrency]
}

function readLimit(option: ConcurrencyOption): ConcurrencyLimit {
  if (typeof option === 'number') return { limit: option, key: null, scope: 'fn' }
  return { limit: option.limit ?? 0, key: option.key ?? null, scope: option.scope ?? 'fn' }
}

/** The server lets a tenth of the limit through at once, and counts an idempotency key as one a day. */
function readRateLimit({ idempotency, rateLimit }: FunctionConfig): Rate | null {
  if (idempotency) return { limit: 1, periodMs: DAY_MS, burst: 0, key: idempotency }
  if (!rateLimit) return null
  const { limit, period, key } = rateLimit
  return { limit, periodMs: parseDuration(period), burst: Math.floor(limit / 10), key: key || null }
}

/** The server lets the whole limit through at once, and a `burst` on top. */
function readThrottle({ limit, period, burst = 0, key }: NonNullable<FunctionConfig['throttle']>): Rate {
  return { limit, periodMs: parseDuration(period), burst: limit + burst - 1, key: key || null }
}

function durationOf(text: string | undefined): number | null {
  return text ? parseDuration(text) : null
}
