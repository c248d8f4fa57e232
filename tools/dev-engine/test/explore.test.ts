import { expect, it } from 'vitest'
import { explore, type Progress, replay, ScenarioFails, type Scenario } from '../src/index.ts'
import { type Payment, paidOnce } from './a-payment.ts'

const parallel = 8
const right = paidOnce({ hasKey: true })
const wrong = paidOnce({ hasKey: false })

it('finds nothing where every effect has a key, whatever strikes', async () => {
  const { runs, skipped, failures } = await explore(right, { parallel })

  expect(failures).toEqual([])
  expect(runs).toBeGreaterThan(60)
  expect(skipped).toBe(0)
}, 30_000)

it('finds an effect without a key, each time with exactly one fault that replays it', async () => {
  const { failures } = await explore(wrong, { parallel, kinds: ['killed', 'answer lost', 'refused'] })

  expect(failures.map(({ text, error }) => [text, error.message])).toEqual([
    ['answer lost of call 2: shop-pay ran step charge', '2 payments were made'],
    ['killed before write 5: step charge of shop-pay completed', '2 payments were made'],
  ])
  const written = JSON.stringify(failures.map(({ trace }) => trace))
  expect(JSON.parse(written)).toEqual([
    { faults: [{ fault: 'answer lost', call: 2, what: 'shop-pay ran step charge' }] },
    {
      faults: [{ fault: 'killed', when: 'before', write: 5, what: 'step charge of shop-pay completed' }],
    },
  ])
  for (const trace of JSON.parse(written)) {
    await expect(replay(wrong, trace)).rejects.toThrow('2 payments were made')
    await replay(right, trace)
  }
}, 30_000)

it('finds the same where the app tells of its steps while a call goes on', async () => {
  const telling: Scenario<Payment> = {
    ...wrong,
    async setup(stage) {
      const world = await wrong.setup(stage)
      return { ...world, apps: world.apps.map((app) => ({ ...app, checkpointing: true })) }
    },
  }

  const { failures } = await explore(telling, { parallel, kinds: ['killed'] })

  expect(failures.map(({ text }) => text)).toEqual([
    'killed before write 5: step charge of shop-pay completed',
  ])
}, 30_000)

it('leaves out of several faults those that the failure does not need', async () => {
  const { runs, failures } = await explore(wrong, { seeds: 6, faultsPerRun: 6, parallel })

  expect(runs).toBe(6)
  expect(failures.length).toBeGreaterThan(0)
  for (const { trace, error } of failures) {
    expect(error.message).toBe('2 payments were made')
    expect(trace.faults).toHaveLength(1)
    await expect(replay(wrong, trace)).rejects.toThrow(error.message)
  }
}, 30_000)

it('finds nothing where every effect has a key when several things go wrong at once', async () => {
  const { failures } = await explore(right, { seeds: 8, parallel })

  expect(failures).toEqual([])
}, 30_000)

it('keeps the faults of a failure that needs two of them', async () => {
  const twiceIsTooMuch: Scenario<Payment> = {
    ...wrong,
    check({ payments }) {
      if (payments() > 2) throw new Error('charged three times')
    },
  }

  const { failures } = await explore(twiceIsTooMuch, {
    kinds: ['answer lost'],
    seeds: 4,
    faultsPerRun: 5,
    parallel,
  })

  expect(failures.length).toBeGreaterThan(0)
  expect(failures.map(({ trace }) => trace.faults.length)).toEqual(failures.map(() => 2))
}, 30_000)

it('tries at most as many faults as it may, spread over the scenario, and says how many it left out', async () => {
  const seen: Progress[] = []

  const { runs, skipped } = await explore(right, { max: 3, onProgress: (progress) => seen.push(progress) })

  expect(runs).toBe(3)
  expect(skipped).toBeGreaterThan(50)
  expect(seen.map(({ done, total }) => [done, total])).toEqual([1, 2, 3].map((done) => [done, 3]))
}, 30_000)

it('counts a run as failed that does not come to an end', async () => {
  const mute = { ...right, setup: async () => ({ ...(await right.setup({} as never)), apps: [deaf] }) }
  const deaf = { url: 'http://shop.test/api/inngest', fetch: () => new Promise<Response>(() => {}) }

  await expect(explore(mute, { timeoutMs: 50 })).rejects.toThrow(
    'the scenario fails without any fault: it has not ended within 50 ms; still runs: nothing',
  )
}, 30_000)

it('is no exploration when the world cannot be made', async () => {
  let worlds = 0
  const broken: Scenario<Payment> = {
    ...right,
    setup: (stage) => {
      if (++worlds > 2) throw new Error('the world is full')
      return right.setup(stage)
    },
  }

  await expect(explore(broken)).rejects.toThrow('the world is full')
}, 30_000)

it('says that a scenario fails by itself', async () => {
  const broken = { ...right, check: () => Promise.reject(new Error('never right')) }

  await expect(explore(broken)).rejects.toThrow(ScenarioFails)
  await expect(explore(broken)).rejects.toThrow('the scenario fails without any fault: never right')
}, 30_000)
