import { expect, it } from 'vitest'
import { createStore } from './create-store.ts'
import { forgetHistory } from './forget-history.ts'
import { memoryStorage } from './memory-storage.ts'

const DAY_MS = 86_400_000

function aHistory() {
  const storage = memoryStorage()
  const store = createStore(storage)
  let now = 0
  let count = 0
  forgetHistory(store, { now: () => now }, { runs: 2, events: 2, betweenLooks: 10 })

  const run = (isFinished: boolean) =>
    store.transaction(() => {
      const id = String(++count).padStart(4, '0')
      store.events.save({
        internalId: id,
        id,
        name: 'shop/placed',
        data: {},
        ts: now,
        user: {},
        v: null,
        receivedAt: now,
      })
      store.runs.save({
        runId: id,
        functionId: 'shop-f',
        eventIds: [id],
        isBatch: false,
        queuedAt: now,
        startedAt: now,
        slots: [],
        throttleKey: null,
        singletonKey: null,
        priorityMs: 0,
      })
      store.steps.open({ runId: id, id: 's', name: 's', op: 'StepRun', status: 'Queued', startedAt: null })
      store.claims.take({ functionId: 'shop-f', kind: 'run', key: id, expiresAt: now + DAY_MS }, now)
      if (isFinished) store.runs.end({ runId: id, status: 'Completed', output: null, endedAt: now })
    })
  return { store, storage, run, pass: (ms: number) => void (now += ms) }
}

it('forgets runs that ended a day ago, with all that belongs to them, but for the newest', () => {
  const { store, storage, run, pass } = aHistory()
  run(false)
  for (let n = 0; n < 20; n++) run(true)
  expect(store.runs.list()).toHaveLength(21)

  pass(DAY_MS)
  for (let n = 0; n < 4; n++) run(true)

  const left = ['0025', '0024', '0023', '0022', '0001']
  expect(store.runs.list().map(({ runId }) => runId)).toEqual(left)
  expect(store.events.list({}).map(({ id }) => id)).toEqual(left)
  expect(store.steps.table.size).toBe(5)
  expect(store.claims.table.size).toBe(4)
  expect(store.tallies.list()).toEqual([{ functionId: 'shop-f', executions: 20 }])
  expect([...storage.load()].filter(({ table }) => table === 'runs')).toHaveLength(5)
})

it('keeps what is younger than a day, however much it is', () => {
  const { store, run, pass } = aHistory()
  for (let n = 0; n < 100; n++) run(true)
  pass(DAY_MS - 1)
  for (let n = 0; n < 100; n++) run(true)

  expect(store.runs.list()).toHaveLength(200)
})

it('keeps the events that a debounce or a batch still waits with', () => {
  const { store, run, pass } = aHistory()
  run(true)
  const gather = { key: 'k', kind: 'batch' as const, functionId: 'shop-f', bytes: 0, jobId: 1, until: null }
  store.transaction(() => store.gathers.save({ ...gather, eventIds: ['0001'] }))
  pass(DAY_MS)
  for (let n = 0; n < 20; n++) run(true)

  expect(store.runs.find('0001')).toBeUndefined()
  expect(store.events.get('0001').id).toBe('0001')
})
