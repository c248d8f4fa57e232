import { expect, it } from 'vitest'
import {
  type AppSource,
  createEngine,
  EngineKilled,
  type Fault,
  memoryStorage,
  NOW_HEADER,
  planFaults,
  seededFaults,
  virtualClock,
} from '../src/index.ts'
import { anApp, type DefineFunctions } from './an-app.ts'
import { anEngine, startOfTest } from './an-engine.ts'

const SECOND_MS = 1000
const HOUR_MS = 3600 * SECOND_MS

/** A function of two steps, which writes down what it does. */
function twoSteps(effects: string[]): DefineFunctions {
  return (inngest) => [
    inngest.createFunction({ id: 'pay', triggers: [{ event: 'shop/placed' }] }, async ({ step }) => {
      await step.run('charge', () => void effects.push('charge'))
      await step.run('ship', () => void effects.push('ship'))
    }),
  ]
}

async function play(faults: readonly Fault[]) {
  const effects: string[] = []
  const { engine, send } = await anEngine(twoSteps(effects), { faults })
  await send('shop/placed')
  const run = await engine.runs.waitFor({ functionId: 'shop-pay' })
  return { run, effects: effects.join(' '), tookMs: engine.now() - startOfTest }
}

it('loses the answer of a step that is done, so that the step is done again', async () => {
  const { run, effects } = await play([{ fault: 'answer lost', call: 'ran step charge' }])

  expect(run).toMatchObject({ status: 'Completed' })
  expect(effects).toBe('charge charge ship')
})

it('lets a request time out that never arrived, so that nothing is done twice and two hours pass', async () => {
  const { effects, tookMs } = await play([{ fault: 'timed out', call: 2, arrived: false }])

  expect(effects).toBe('charge ship')
  expect(tookMs).toBeGreaterThan(2 * HOUR_MS)
})

it('lets a request time out that arrived, so that its step is done twice', async () => {
  const { effects, tookMs } = await play([{ fault: 'timed out', call: 2, arrived: true, after: '30s' }])

  expect(effects).toBe('charge ship ship')
  expect(tookMs).toBeLessThan(HOUR_MS)
})

it('refuses with 429, and the engine comes back when it was told to', async () => {
  const { effects, tookMs } = await play([{ fault: 'refused', call: 1, status: 429, retryAfter: '90' }])

  expect(effects).toBe('charge ship')
  expect(tookMs).toBe(90 * SECOND_MS)
})

it('refuses with 503 until the run has no attempt left', async () => {
  const faults = [1, 2, 3, 4, 5].map((call): Fault => ({ fault: 'refused', call, status: 503 }))

  const { run, effects } = await play(faults)

  expect(run).toMatchObject({
    status: 'Failed',
    output: { message: expect.stringContaining('503') },
  })
  expect(effects).toBe('')
})

it.each([
  { when: 'before', effects: 'charge charge ship' },
  { when: 'after', effects: 'charge ship' },
] as const)(
  'kills the engine $when a write, and the next one goes on from there',
  async ({ when, effects }) => {
    const seen: string[] = []
    const faults = planFaults([{ fault: 'killed', when, write: 'step charge of shop-pay completed' }])
    const life = {
      apps: [anApp('shop', twoSteps(seen))],
      clock: virtualClock({ start: startOfTest }),
      storage: memoryStorage(),
      faults,
    }

    const first = await createEngine(life)
    await first.sync()
    await first.send({ name: 'shop/placed' })
    await expect(first.whenIdle()).rejects.toThrow(EngineKilled)
    const second = await createEngine(life)
    await second.sync()
    const run = await second.runs.waitFor({ functionId: 'shop-pay' })

    expect(run.status).toBe('Completed')
    expect(seen.join(' ')).toBe(effects)
    expect(faults.struck).toEqual([
      { fault: 'killed', when, write: 4, what: 'step charge of shop-pay completed' },
    ])
  },
)

it('kills the engine at a send, whose sender then knows nothing of it', async () => {
  const { engine } = await anEngine(twoSteps([]), { faults: [{ fault: 'killed', when: 'after', write: 3 }] })

  await expect(engine.send({ name: 'shop/placed' })).rejects.toThrow(EngineKilled)
  await expect(engine.send({ name: 'shop/placed' })).rejects.toThrow(EngineKilled)
})

it('delivers events twice, which an id of the sender makes up for', async () => {
  const effects: string[] = []
  const faults: Fault[] = [
    { fault: 'duplicated', delivery: 1 },
    { fault: 'duplicated', delivery: 2 },
  ]
  const { engine, send } = await anEngine(twoSteps(effects), { faults })

  await send('shop/placed')
  expect(engine.runs.find()).toHaveLength(2)
  await send('shop/placed', {}, { id: 'order-7' })
  expect(engine.runs.find()).toHaveLength(3)
})

it('delivers events late and back to front, so that a later one overtakes them', async () => {
  const { engine } = await anEngine(twoSteps([]), { faults: [{ fault: 'reordered', delivery: 1, by: '5s' }] })

  await engine.send([
    { name: 'shop/placed', id: 'first' },
    { name: 'shop/placed', id: 'second' },
  ])
  await engine.send({ name: 'shop/placed', id: 'third' })
  await engine.advance('4s')
  const early = engine.events.list({ name: 'shop/placed' })
  await engine.advance('1s')

  expect(early.map(({ id }) => id)).toEqual(['third'])
  const all = engine.events.list({ name: 'shop/placed' }).toReversed()
  expect(all.map(({ id }) => id)).toEqual(['third', 'second', 'first'])
  expect(engine.runs.find({ status: 'Completed' })).toHaveLength(3)
})

it('brings late events to the next engine when the one that accepted them is killed', async () => {
  const effects: string[] = []
  const life = {
    apps: [anApp('shop', twoSteps(effects))],
    clock: virtualClock({ start: startOfTest }),
    storage: memoryStorage(),
    faults: planFaults([{ fault: 'reordered', delivery: 1 }]),
  }
  const first = await createEngine(life)
  await first.sync()
  await first.send({ name: 'shop/placed' })
  first.kill()

  const second = await createEngine(life)
  await second.sync()
  await second.runUntilIdle()

  expect(effects).toEqual(['charge', 'ship'])
})

it.each([
  { by: '90s', ms: 90_000 },
  { by: '-5m', ms: -300_000 },
])('lets the clock of the apps differ by $by', async ({ by, ms }) => {
  const seen: number[] = []
  const app = anApp('shop', twoSteps([]))
  const aware: AppSource = {
    url: app.url,
    bindings: (clock) => clock,
    fetch: async (request, bindings) => {
      seen.push(Number(request.headers.get(NOW_HEADER)), (bindings as { now(): number }).now())
      return app.fetch(request)
    },
  }

  const { engine, send } = await anEngine(() => [], { apps: [aware], faults: [{ fault: 'clock skew', by }] })
  await send('shop/placed')

  expect(engine.now()).toBe(startOfTest)
  expect(new Set(seen)).toEqual(new Set([startOfTest + ms]))
})

it('strikes by chance, the same for the same seed, and again when what struck is planned', async () => {
  const playSeed = async (seed: number) => {
    const plan = seededFaults({ seed, rate: 0.3, kinds: ['answer lost', 'refused', 'duplicated'] })
    const { send, engine } = await anEngine(twoSteps([]), { faults: plan })
    for (const order of [1, 2, 3]) await send('shop/placed', { order })
    await engine.runUntilIdle()
    return plan.struck
  }
  const playAgain = async (faults: readonly Fault[]) => {
    const plan = planFaults(faults)
    const { send, engine } = await anEngine(twoSteps([]), { faults: plan })
    for (const order of [1, 2, 3]) await send('shop/placed', { order })
    await engine.runUntilIdle()
    return plan.struck
  }

  const struck = await playSeed(7)

  expect(struck.length).toBeGreaterThan(2)
  expect(await playSeed(7)).toEqual(struck)
  expect(await playSeed(8)).not.toEqual(struck)
  expect(await playAgain(struck)).toEqual(struck)
})

it('refuses a rate that is no probability', () => {
  expect(() => seededFaults({ seed: 1, rate: 5 })).toThrow('rate 5 is not between 0 and 1')
})
