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

it.each([
  'debounce',
  'throttle',
  'rateLimit',
  'batchEvents',
  'singleton',
  'priority',
  'timeouts',
  'somethingNewer',
])('refuses %s by name', (option) => {
  expect(refusalsOf({ [option]: {} })).toEqual([
    `billing/process-order: option \`${option}\` is not supported by dev-engine yet`,
  ])
})

it('takes a function without triggers, for others to invoke', () => {
  expect(refusalsOf({ triggers: [] })).toEqual([])
})

it.each([
  [{ triggers: [{ cron: '@hourly' }] }, 'cron `@hourly`'],
  [{ triggers: [{ cron: '* * * * *', jitter: '5s' }] }, 'option `jitter`'],
  [{ triggers: [{ event: 'a', expression: 'event.data.x ==' }] }, 'expression `event.data.x ==`'],
  [{ triggers: [{ event: '*/created' }] }, 'only its last character may be `*`'],
  [{ triggers: Array.from({ length: 11 }, () => ({ event: 'a' })) }, 'more than 10 triggers'],
  [{ idempotency: 'nonsense(event)' }, 'expression `nonsense(event)`'],
  [{ concurrency: { limit: 1, key: '+' } }, 'expression `+`'],
  [{ concurrency: { limit: 1, scope: 'account' } }, 'scope account needs a key'],
  [{ concurrency: { limit: 1.5 } }, 'concurrency limit 1.5'],
  [{ concurrency: [1, 2, 3] }, 'more than 2 concurrency limits'],
  [{ cancel: Array.from({ length: 6 }, () => ({ event: 'a' })) }, 'more than 5 cancelOn events'],
  [{ cancel: [{ event: 'shop/*' }] }, 'cancelOn event `shop/*`: only a trigger may'],
  [{ cancel: [{ event: 'a', if: 'async.data.x ==' }] }, 'cancelOn expression `async.data.x ==`'],
  [{ cancel: [{ event: 'a', if: 'has(async.data.x)' }] }, 'has() and arithmetic are not allowed'],
  [{ cancel: [{ event: 'a', if: '!(event.data.a + 1 == 2)' }] }, 'has() and arithmetic are not allowed'],
  [{ cancel: [{ event: 'a', if: 'async.data.x.startsWith("a") || true' }] }, 'function calls'],
  [{ cancel: [{ event: 'a', timeout: 'soon' }] }, 'cancelOn timeout: soon is not a duration'],
  [{ steps: { step: { runtime: { type: 'http' }, retries: { attempts: 21 } } } }, 'retries 21'],
  [{ steps: { step: { runtime: { type: 'ws' } } } }, 'option `connect`'],
])('refuses %j', (changes, reason) => {
  const refusals = refusalsOf(changes)

  expect(refusals).toHaveLength(1)
  expect(refusals[0]).toContain(`billing/process-order: `)
  expect(refusals[0]).toContain(reason)
})

it('lists every reason', () => {
  expect(refusalsOf({ debounce: {}, idempotency: '+', triggers: [{ cron: 'x' }] })).toHaveLength(3)
})
