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

it('calls cancelOn what the app calls it', () => {
  expect(refusalsOf({ cancel: [] })[0]).toContain('option `cancelOn`')
})

it.each([
  [{ triggers: [] }, 'only `step.invoke` could start it, not supported'],
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
