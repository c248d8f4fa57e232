import { expect, it } from 'vitest'
import { findRefusals } from './find-refusals.ts'
import type { FunctionConfig } from './function-config.ts'

const config: FunctionConfig = {
  id: 'billing-process-order',
  triggers: [{ event: 'shop/placed' }],
  steps: { step: { runtime: { type: 'http' } } },
}

const refusalsOf = (changes: Record<string, unknown>) => findRefusals('billing', { ...config, ...changes })

it('has nothing against what it supports', () => {
  const changes = {
    idempotency: 'event.data.id',
    concurrency: [{ limit: 2, key: 'event.data.id', scope: 'env' }],
    cancel: [
      { event: 'shop/a' },
      { event: 'shop/b', if: 'event.data.x == async.data.x && !async.data.test', timeout: '1h' },
      {
        event: 'shop/c',
        if: 'async.data["n"] >= -1 || event.data.x in ["a"]',
        timeout: '2026-01-01T00:00:00Z',
      },
      { event: 'shop/d' },
      { event: 'shop/e' },
    ],
  }

  expect(refusalsOf(changes)).toEqual([])
})

it.each(['somethingNewer', 'checkpoint'])('refuses option %s by name', (option) => {
  expect(refusalsOf({ [option]: {} })).toEqual([
    `billing/process-order: option \`${option}\` is not supported by dev-engine`,
  ])
})

it('has nothing against the options that say when and how often a function runs', () => {
  const key = 'event.data.x'
  const flow = {
    rateLimit: { limit: 2, period: '24h', key },
    throttle: { limit: 1, period: '1s', burst: 3, key },
    timeouts: { start: '1h', finish: '2h30m' },
  }
  const debounced = { debounce: { period: '7d', timeout: '8d', key } }
  const held = { singleton: { mode: 'skip', key }, priority: { run: 'event.data.x ? 10 : -10' } }
  const batched = { batchEvents: { maxSize: 2, timeout: '1s', key, if: 'event.data.x == 1' } }

  expect(refusalsOf({ ...flow, ...debounced, ...held })).toEqual([])
  expect(refusalsOf({ ...flow, ...batched, cancel: [] })).toEqual([])
})

it('takes a function without triggers, for others to invoke', () => {
  expect(refusalsOf({ triggers: [] })).toEqual([])
})

it.each([
  [{ triggers: [{ cron: '@hourly' }] }, 'cron `@hourly`'],
  [{ triggers: [{ cron: 'TZ=europe/berlin 0 9 * * *' }] }, 'time zone europe/berlin is not known'],
  [{ triggers: [{ cron: 'TZ=+02:00 0 9 * * *' }] }, 'time zone +02:00 is not known'],
  [{ triggers: [{ event: 'a'.repeat(256) }] }, 'its name is longer than 255 characters'],
  [{ triggers: [{ event: 'a', expression: '' }] }, 'event `a`: its if is empty'],
  [
    { triggers: [{ event: 'a', expression: 'event.data.s.trim() == "a"' }] },
    'the server has no function trim',
  ],
  [{ priority: { run: '' } }, 'priority run is empty'],
  [{ batchEvents: { maxSize: 2, timeout: '1s', key: '' } }, 'batchEvents key is empty'],
  [{ rateLimit: { limit: 1, period: '' } }, 'rateLimit period is empty'],
  [{ rateLimit: { limit: 1, period: '1s', key: '' } }, 'rateLimit key is empty'],
  [{ concurrency: { limit: 1, key: '' } }, 'concurrency key is empty'],
  [{ triggers: [{ cron: '* * * * *', jitter: '5s' }] }, 'option `jitter`'],
  [{ triggers: [{ event: 'a', expression: 'event.data.x ==' }] }, 'expression `event.data.x ==`'],
  [{ triggers: [{ event: 'a' }, { event: 'a' }] }, 'the same trigger twice'],
  [{ triggers: [{ event: '*/created' }] }, 'event `*/created` hears nothing'],
  [{ triggers: [{ cron: '0 0 31 2 *' }] }, 'cron `0 0 31 2 *` never ticks'],
  [{ concurrency: { limit: -1 } }, 'concurrency limit -1 is not a whole number'],
  [{ concurrency: { limit: 1, scope: 'planet', key: '"k"' } }, 'concurrency scope planet is not known'],
  [{ cancel: [{ event: 'shop/*' }] }, 'cancelOn event `shop/*`: only a trigger may have a `*`'],
  [{ debounce: { period: '5s', timeout: 'soon' } }, 'debounce timeout: soon is not a duration'],
  [{ throttle: { limit: 1, period: '1s', key: '+' } }, 'throttle key: expression `+`'],
  [{ singleton: { mode: 'skip', key: '+' } }, 'singleton key: expression `+`'],
  [{ singleton: { mode: 'wait' } }, 'singleton mode wait is not known'],
  [{ timeouts: { finish: 'soon' } }, 'timeouts finish: soon is not a duration'],
  [{ triggers: Array.from({ length: 11 }, () => ({ event: 'a' })) }, 'more than 10 triggers'],
  [{ idempotency: 'nonsense(event)' }, 'expression `nonsense(event)`'],
  [{ concurrency: { limit: 1, key: '+' } }, 'expression `+`'],
  [{ concurrency: { limit: 1, scope: 'account' } }, 'scope account needs a key'],
  [{ concurrency: { limit: 1.5 } }, 'concurrency limit 1.5'],
  [{ concurrency: [1, 2, 3] }, 'more than 2 concurrency limits'],
  [{ cancel: Array.from({ length: 6 }, () => ({ event: 'a' })) }, 'more than 5 cancelOn events'],
  [{ cancel: [{ event: 'a', if: 'async.data.x ==' }] }, 'cancelOn expression `async.data.x ==`'],
  [{ cancel: [{ event: 'a', if: 'has(async.data.x)' }] }, 'has() and arithmetic are not allowed'],
  [{ cancel: [{ event: 'a', if: '!(event.data.a + 1 == 2)' }] }, 'has() and arithmetic are not allowed'],
  [{ cancel: [{ event: 'a', if: 'async.data.x.startsWith("a") || true' }] }, 'function calls'],
  [{ cancel: [{ event: 'a', timeout: '' }] }, 'cancelOn timeout is not a duration'],
  [{ cancel: [{ event: 'a', timeout: 'soon' }] }, 'cancelOn timeout: soon is not a duration'],
  [{ rateLimit: { limit: 0, period: '1h' } }, 'rateLimit limit 0 is not a whole number above 0'],
  [{ rateLimit: { limit: 1, period: '25h' } }, 'rateLimit period: 25h is longer than 1 days'],
  [{ rateLimit: { limit: 1, period: '1h', key: '+' } }, 'rateLimit key: expression `+`'],
  [{ throttle: { limit: 1.5, period: '1h' } }, 'throttle limit 1.5 is not a whole number'],
  [{ throttle: { limit: 1, period: '500ms' } }, 'throttle period: 500ms is shorter than 1 s'],
  [{ debounce: { period: '500ms' } }, 'debounce period: 500ms is shorter than 1 s'],
  [{ debounce: { period: '8d' } }, 'debounce period: 8d is longer than 7 days'],
  [{ batchEvents: { maxSize: 1, timeout: '5s' } }, 'batchEvents maxSize 1 is less than 2'],
  [{ batchEvents: { maxSize: 2, timeout: '500ms' } }, 'batchEvents timeout: 500ms is shorter than 1 s'],
  [{ batchEvents: { maxSize: 2, timeout: '5s', if: '+' } }, 'batchEvents if: expression `+`'],
  [
    { batchEvents: { maxSize: 2, timeout: '5s' }, cancel: [{ event: 'a' }] },
    'batchEvents and cancelOn exclude each other',
  ],
  [
    { batchEvents: { maxSize: 2, timeout: '5s' }, priority: { run: '1' } },
    'batchEvents and priority exclude each other',
  ],
  [{ priority: { run: '+' } }, 'priority run: expression `+`'],
  [{ steps: { step: { runtime: { type: 'ws' } } } }, 'connect is not supported'],
])('refuses %j', (changes, reason) => {
  const refusals = refusalsOf(changes)

  expect(refusals).toHaveLength(1)
  expect(refusals[0]).toContain(`billing/process-order: `)
  expect(refusals[0]).toContain(reason)
})

it('lists every reason', () => {
  expect(
    refusalsOf({ debounce: { period: '0s' }, idempotency: '+', triggers: [{ cron: 'x' }] }),
  ).toHaveLength(3)
})
