import { expect, it, vi } from 'vitest'
import { createEngine, type EngineOptions, memoryStorage, type Storage, virtualClock } from '../src/index.ts'
import { anApp, type DefineFunctions } from './an-app.ts'
import { startOfTest } from './an-engine.ts'

const triggers = [{ event: 'shop/placed' }]

async function anEngineOn(storage: Storage, define: DefineFunctions, options: Partial<EngineOptions> = {}) {
  const clock = virtualClock({ start: startOfTest })
  const engine = await createEngine({ apps: [anApp('shop', define)], clock, storage, ...options })
  await engine.sync()
  return engine
}

it('goes on after a kill where it was, and runs again only what was under way', async () => {
  const calls: string[] = []
  const during = Promise.withResolvers<void>()
  const define: DefineFunctions = (inngest) => [
    inngest.createFunction({ id: 'long', triggers }, async ({ step }) => {
      await step.run('before', () => void calls.push('before'))
      await step.run('during', () => {
        calls.push('during')
        during.resolve()
        return calls.length > 2 ? null : new Promise<null>(() => {})
      })
      await step.sleep('nap', '1h')
      await step.run('after', () => void calls.push('after'))
      return 'survived'
    }),
  ]
  const storage = memoryStorage()
  const first = await anEngineOn(storage, define)
  await first.send({ name: 'shop/placed' })
  await during.promise
  const [before] = first.runs.find()
  first.kill()

  const second = await anEngineOn(storage, define)
  expect(second.runs.find()).toMatchObject([{ run_id: before?.run_id, status: 'Running' }])
  await second.whenIdle()
  second.kill()

  const third = await anEngineOn(storage, define)
  await third.runUntilIdle()
  expect(third.runs.find()).toMatchObject([{ run_id: before?.run_id, output: 'survived', executions: 4 }])
  expect(calls).toEqual(['before', 'during', 'during', 'after'])
})

it('refuses everything once it is killed', async () => {
  const engine = await anEngineOn(memoryStorage(), () => [])
  engine.kill()
  engine.kill()

  const killed = 'the engine was killed'
  await expect(engine.send({ name: 'shop/placed' })).rejects.toThrow(killed)
  await expect(engine.runUntilIdle()).rejects.toThrow(killed)
  await expect(engine.whenIdle()).rejects.toThrow(killed)
  await expect(engine.sync()).rejects.toThrow(killed)
  expect(() => engine.runs.find()).toThrow(killed)
  const answer = await engine.fetch(
    new Request('http://engine/e/key', { method: 'POST', body: '{"name":"a"}' }),
  )
  expect(answer.status).toBe(503)
  await engine.close()
})

it('tells at once whoever waits for a run, in real time too', async () => {
  const engine = await anEngineOn(memoryStorage(), () => [], { clock: 'real' })
  const waiting = engine.runs.waitFor({ functionId: 'shop-f' }, { timeout: '1h' })
  engine.kill()

  await expect(waiting).rejects.toThrow('the engine was killed')
})

it('refuses what is sent once it is closed', async () => {
  const engine = await anEngineOn(memoryStorage(), () => [])
  await engine.close()

  await expect(engine.send({ name: 'shop/placed' })).rejects.toThrow('the engine is closed')
})

it('does not hear an answer that comes after the kill', async () => {
  const gate = Promise.withResolvers<void>()
  const begun = Promise.withResolvers<void>()
  const commit = vi.fn<Storage['commit']>()
  const storage = { ...memoryStorage(), commit }
  const log = vi.fn<() => void>()
  const engine = await anEngineOn(
    storage,
    (inngest) => [
      inngest.createFunction({ id: 'slow', triggers }, () => {
        begun.resolve()
        return gate.promise
      }),
    ],
    { log },
  )
  await engine.send({ name: 'shop/placed' })
  await begun.promise
  const idle = engine.whenIdle()
  const written = commit.mock.calls.length
  engine.kill()
  gate.resolve()

  await expect(idle).rejects.toThrow('the engine was killed')
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(commit).toHaveBeenCalledTimes(written)
  expect(log).toHaveBeenCalledTimes(1)
})

it('calls no app once it has died at the write that lets a run in', async () => {
  const called = vi.fn<() => void>()
  const engine = await anEngineOn(
    memoryStorage(),
    (inngest) => [
      inngest.createFunction({ id: 'f', triggers, throttle: { limit: 1, period: '5s' } }, called),
    ],
    { faults: [{ fault: 'killed', when: 'before', write: 'jobs and rates' }] },
  )
  // The send itself may hear of the death, and need not.
  await engine.send({ name: 'shop/placed' }).catch(() => null)

  await expect(engine.whenIdle()).rejects.toThrow('the engine was killed')
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(called).not.toHaveBeenCalled()
})

it('dies when it cannot write down what has happened, and says why', async () => {
  let isFull = false
  const memory = memoryStorage()
  const storage: Storage = {
    ...memory,
    commit(changes) {
      if (isFull) throw new Error('disk full')
      memory.commit(changes)
    },
  }
  const define: DefineFunctions = (inngest) => [
    inngest.createFunction({ id: 'f', triggers }, () => {
      isFull = true
      return 'done'
    }),
  ]
  const log = vi.fn<() => void>()
  const onDeath = vi.fn<() => void>()
  const engine = await anEngineOn(storage, define, { log, onDeath })
  await engine.send({ name: 'shop/placed' })

  await expect(engine.whenIdle()).rejects.toThrow('the engine was killed: disk full')
  expect(log).toHaveBeenCalledWith({ level: 'error', message: 'the engine died', reason: 'disk full' })
  expect(onDeath).toHaveBeenCalledOnce()
  expect((await engine.fetch(new Request('http://engine/health'))).status).toBe(503)

  isFull = false
  const next = await anEngineOn(storage, define)
  expect(next.runs.find()).toMatchObject([{ status: 'Running' }])
})

it('keeps what it had when an event cannot be written down, and takes the next', async () => {
  let isFull = true
  const memory = memoryStorage()
  const storage: Storage = {
    ...memory,
    commit(changes) {
      if (isFull && changes.some(({ table }) => table === 'events')) throw new Error('disk full')
      memory.commit(changes)
    },
  }
  const engine = await anEngineOn(storage, (inngest) => [
    inngest.createFunction({ id: 'f', triggers }, () => 'done'),
  ])

  await expect(engine.send({ name: 'shop/placed' })).rejects.toThrow('disk full')
  expect([engine.runs.find(), engine.events.list()]).toEqual([[], []])
  isFull = false
  await engine.send({ name: 'shop/placed' })
  await engine.runUntilIdle()
  expect(engine.runs.find()).toMatchObject([{ output: 'done' }])
})

it('says which function is gone whose runs are left over', async () => {
  const storage = memoryStorage()
  const first = await anEngineOn(storage, (inngest) => [
    inngest.createFunction({ id: 'f', triggers }, ({ step }) => step.sleep('nap', '1h')),
  ])
  await first.send({ name: 'shop/placed' })
  await first.whenIdle()
  first.kill()
  const log = vi.fn<() => void>()

  await anEngineOn(storage, () => [], { log })

  expect(log).toHaveBeenCalledWith(
    expect.objectContaining({ level: 'warn', function_id: 'shop-f', count: 1 }),
  )
})
