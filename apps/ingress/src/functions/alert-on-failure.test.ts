import { exports } from 'cloudflare:workers'
import { loseFirstAnswer } from '@repo/testing/lose-first-answer'
import { runFunction } from '@repo/testing/run-function'
import { expect, it } from 'vitest'
import { anEngine } from '../../test/engine.ts'
import { pass } from '../../test/shard.ts'

const HOUR_MS = 3_600_000

const fail = (functionId: string, message?: string, options = {}) =>
  runFunction(exports.default, {
    app: 'ingress',
    functionId: 'alert-on-failure',
    event: {
      name: 'inngest/function.failed',
      data: {
        function_id: functionId,
        run_id: 'run-1',
        ...(message !== undefined && { error: { name: 'Error', message } }),
      },
    },
    ...options,
  })

it('tells of a failed function, of the same cause once an hour, of another at once', async () => {
  const engine = anEngine()

  await fail('billing-stripe-webhook', 'team team_5edfe58a does not exist')
  await fail('billing-stripe-webhook', 'team team_94fdef25 does not exist')
  await fail('billing-stripe-webhook', 'no funds')
  pass(HOUR_MS)
  await fail('billing-stripe-webhook', 'team team_2b607504 does not exist')

  expect(engine.alerts).toEqual([
    'Millrace: billing-stripe-webhook failed: team team_5edfe58a does not exist (run run-1)',
    'Millrace: billing-stripe-webhook failed: no funds (run run-1)',
    'Millrace: billing-stripe-webhook failed: team team_2b607504 does not exist (run run-1)',
  ])
  expect(engine.batches.flat().map(({ data }) => data['kind'])).toEqual(Array(3).fill('function-failed'))
})

it('tells once although its step runs again', async () => {
  const engine = anEngine()

  const run = await fail('onboarding-send-digest', 'Resend answered 500', {
    onStep: loseFirstAnswer,
  })

  expect(run.steps).toEqual({ 'raise-alert': 2 })
  expect(engine.alerts).toHaveLength(1)
})

it('tries again while nobody takes it: it is raised only once', async () => {
  const statuses: number[] = []
  anEngine(undefined, {
    'alert.test': () => {
      statuses.push(statuses.length === 0 ? 503 : 200)
      return new Response('', { status: statuses.at(-1) ?? 0 })
    },
  })

  const run = await fail('billing-send-invoice', 'Slack was away')

  expect(run).toMatchObject({ status: 'completed', steps: { 'raise-alert': 2 } })
  expect(statuses).toEqual([503, 200])
})

it('tells of a failure that says nothing', async () => {
  const engine = anEngine()

  await fail('indexing-handle-push')

  expect(engine.alerts).toEqual(['Millrace: indexing-handle-push failed: no reason given (run run-1)'])
})
