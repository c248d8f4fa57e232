import { invoke, NonRetriableError, referenceFunction, staticSchema } from 'inngest'
import { expect, it, vi } from 'vitest'
import { anApp, type DefineFunctions } from './an-app.ts'
import { anEngine, startOfTest } from './an-engine.ts'

const HOUR_MS = 3_600_000
const triggers = [{ event: 'shop/placed' }]

/** `caller` gives what it got of `charge`, or what went wrong. */
const callerOf =
  (functionId: string, timeout = '1h'): DefineFunctions =>
  (inngest) => [
    inngest.createFunction({ id: 'caller', triggers }, async ({ step }) => {
      try {
        const target = referenceFunction({ functionId })
        return await step.invoke('charge-card', { function: target, data: { amount: 7 }, timeout })
      } catch (error) {
        return error instanceof Error ? `caught ${error.message}` : 'caught nothing'
      }
    }),
  ]

const runOf = ({ engine }: Awaited<ReturnType<typeof anEngine>>, id: string) =>
  engine.runs.find().find(({ function_id }) => function_id === `shop-${id}`)

it('starts the function and goes on with its result', async () => {
  const charge = vi.fn<(event: unknown) => void>()
  const house = await anEngine((inngest) => [
    ...callerOf('charge')(inngest),
    inngest.createFunction({ id: 'charge' }, async ({ event, step }) => {
      charge(event)
      const { amount: asked } = event.data as { amount: number }
      const amount = await step.run('double', () => asked * 2)
      await step.sleep('nap', '1m')
      return { amount }
    }),
  ])

  await house.send('shop/placed')
  expect(runOf(house, 'caller')).toMatchObject({
    status: 'Running',
    executions: 1,
    steps: [{ name: 'charge-card', op: 'InvokeFunction', status: 'Waiting', attempts: 0 }],
  })
  expect(charge).toHaveBeenCalledWith({
    id: expect.any(String),
    name: 'inngest/function.invoked',
    data: { amount: 7, _inngest: { fn_id: 'shop-charge', correlation_id: expect.any(String) } },
    ts: startOfTest,
    user: {},
  })

  await house.pass(60_000)
  expect(runOf(house, 'caller')).toMatchObject({ output: { amount: 14 }, steps: [{ status: 'Completed' }] })
  expect(house.engine.executions().functions).toEqual({ 'shop-caller': 1, 'shop-charge': 2 })
})

it('goes on with null when the function gives nothing', async () => {
  const house = await anEngine((inngest) => [
    ...callerOf('charge')(inngest),
    inngest.createFunction({ id: 'charge' }, () => {}),
  ])

  await house.send('shop/placed')

  expect(runOf(house, 'caller')).toMatchObject({ status: 'Completed', output: null })
})

it('starts nothing else, though the function has triggers of its own', async () => {
  const house = await anEngine((inngest) => [
    ...callerOf('charge')(inngest),
    inngest.createFunction({ id: 'charge', triggers: [{ event: 'shop/charge' }] }, () => 'charged'),
    inngest.createFunction({ id: 'other', triggers: [{ event: 'shop/*' }] }, () => 'other'),
    // It hears of the invocation, but does not answer in the place of the one that was invoked.
    inngest.createFunction(
      { id: 'spy', triggers: [{ event: 'inngest/*', if: "event.name == 'inngest/function.invoked'" }] },
      () => 'spy',
    ),
  ])

  await house.send('shop/placed')

  expect(house.engine.runs.find().map(({ function_id, output }) => [function_id, output])).toEqual([
    ['shop-spy', 'spy'],
    ['shop-charge', 'charged'],
    ['shop-other', 'other'],
    ['shop-caller', 'charged'],
  ])
})

it('invokes a function that says only what it wants to be invoked with', async () => {
  const schema = staticSchema<{ amount: number }>()
  const house = await anEngine((inngest) => {
    const charge = inngest.createFunction(
      { id: 'charge', triggers: [invoke(schema)] },
      ({ event }) => event.data.amount + 1,
    )
    const caller = inngest.createFunction({ id: 'caller', triggers }, ({ step }) =>
      step.invoke('charge-card', { function: charge, data: { amount: 7 } }),
    )
    return [charge, caller]
  })

  await house.send('shop/placed')

  expect(runOf(house, 'caller')).toMatchObject({ output: 8 })
  expect(house.engine.apps()[0]?.functions[0]).toMatchObject({ id: 'shop-charge', triggers: [] })
})

it('invokes in parallel, and functions of other apps too', async () => {
  const billing = anApp('billing', (inngest) => [
    inngest.createFunction({ id: 'charge' }, ({ event }) => event.data),
  ])
  const shop = anApp('shop', (inngest) => [
    inngest.createFunction({ id: 'caller', triggers }, ({ step }) => {
      const charge = referenceFunction({ appId: 'billing', functionId: 'charge' })
      return Promise.all([1, 2].map((n) => step.invoke(`charge-${n}`, { function: charge, data: { n } })))
    }),
  ])
  const house = await anEngine(() => [], { apps: [shop, billing] })

  await house.send('shop/placed')

  expect(runOf(house, 'caller')).toMatchObject({ output: [{ n: 1 }, { n: 2 }], executions: 1 })
})

it('fails the step when the function fails for good', async () => {
  const charge = vi
    .fn<() => void>()
    .mockImplementationOnce(() => {
      throw new Error('busy')
    })
    .mockImplementation(() => {
      throw new NonRetriableError('card refused')
    })
  const house = await anEngine(
    (inngest) => [...callerOf('charge')(inngest), inngest.createFunction({ id: 'charge' }, charge)],
    { retryDelay: '1s' },
  )

  await house.send('shop/placed')
  expect(runOf(house, 'caller')?.status).toBe('Running')
  await house.pass(1000)

  expect(runOf(house, 'caller')).toMatchObject({
    output: 'caught card refused',
    steps: [{ status: 'Failed', error: { message: 'card refused' } }],
  })
  expect(charge).toHaveBeenCalledTimes(2)
})

it('fails the step when there is no such function, and names it', async () => {
  const house = await anEngine(callerOf('nobody'))

  await house.send('shop/placed')

  const message = 'could not find function with ID: shop-nobody'
  expect(runOf(house, 'caller')).toMatchObject({
    status: 'Completed',
    output: `caught ${message}`,
    steps: [{ name: 'charge-card', status: 'Failed', error: { message } }],
  })
  expect(house.engine.runs.find()).toHaveLength(1)
})

it('fails the step at the timeout, and lets the function go on', async () => {
  const house = await anEngine((inngest) => [
    ...callerOf('charge', '1m')(inngest),
    inngest.createFunction({ id: 'charge' }, async ({ step }) => {
      await step.sleep('nap', '1h')
      return 'charged'
    }),
  ])

  await house.send('shop/placed')
  await house.pass(59_999)
  expect(runOf(house, 'caller')?.status).toBe('Running')
  await house.pass(1)
  const timedOut = {
    output: 'caught Timed out waiting for invoked function to complete',
    steps: [{ status: 'Failed', error: { name: 'InngestInvokeTimeoutError' } }],
  }
  expect(runOf(house, 'caller')).toMatchObject(timedOut)
  expect(runOf(house, 'charge')?.status).toBe('Running')

  await house.pass(HOUR_MS)
  expect(runOf(house, 'charge')).toMatchObject({ output: 'charged' })
  expect(runOf(house, 'caller')).toMatchObject(timedOut)
})

it('fails the step when the function has spent its idempotency key, and not when it is cancelled', async () => {
  const house = await anEngine((inngest) => [
    ...callerOf('charge')(inngest),
    inngest.createFunction(
      {
        id: 'charge',
        idempotency: 'string(event.data.amount)',
        cancelOn: [{ event: 'shop/stop' }],
      },
      ({ step }) => step.sleep('nap', '1h'),
    ),
  ])

  await house.send('shop/placed')
  await house.send('shop/placed')
  expect(runOf(house, 'caller')).toMatchObject({ output: 'caught invoked function is rate limited' })

  await house.send('shop/stop')
  // On the server too, the result is then the event that says so.
  expect(house.outputs()).toContainEqual(expect.objectContaining({ name: 'inngest/function.finished' }))
})

it('tells whom an invoked run has answered', async () => {
  const house = await anEngine((inngest) => [
    ...callerOf('charge')(inngest),
    inngest.createFunction({ id: 'charge' }, () => 'charged'),
    inngest.createFunction(
      {
        id: 'watcher',
        triggers: [{ event: 'inngest/function.finished', if: 'event.data.correlation_id != null' }],
      },
      ({ event }) => event.data.correlation_id,
    ),
  ])

  await house.send('shop/placed')

  const caller = runOf(house, 'caller')
  expect(runOf(house, 'watcher')?.output).toBe(`${caller?.run_id}.${caller?.steps[0]?.id}`)
})
