import type { AppFunction, ConcurrencyLimit } from './app-function.ts'
import type { ConcurrencyOption, FunctionConfig } from './function-config.ts'

// The SDK's d.ts says 3, the server says 4.
const DEFAULT_RETRIES = 4

export function readFunction(config: FunctionConfig): AppFunction {
  return {
    id: config.id,
    name: config.name ?? config.id,
    triggers: config.triggers,
    maxAttempts: (config.steps.step.retries?.attempts ?? DEFAULT_RETRIES) + 1,
    idempotency: config.idempotency ?? null,
    // On the server, a limit of 0 is no limit.
    concurrency: concurrencyOptions(config)
      .map(readLimit)
      .filter(({ limit }) => limit > 0),
    cancelOn: (config.cancel ?? []).map((rule) => ({
      event: rule.event,
      if: rule.if || null,
      timeout: rule.timeout || null,
    })),
  }
}

export function concurrencyOptions({ concurrency = [] }: FunctionConfig): ConcurrencyOption[] {
  return Array.isArray(concurrency) ? concurrency : [concurrency]
}

function readLimit(option: ConcurrencyOption): ConcurrencyLimit {
  if (typeof option === 'number') return { limit: option, key: null, scope: 'fn' }
  return { limit: option.limit ?? 0, key: option.key ?? null, scope: option.scope ?? 'fn' }
}
