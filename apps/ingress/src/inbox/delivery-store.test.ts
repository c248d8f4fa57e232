import { runInDurableObject } from 'cloudflare:test'
import type { Outcome } from '@repo/worker-kit/deliveries-binding'
import { describe, expect, it } from 'vitest'
import { aDelivery } from '../../test/a-delivery.ts'
import { anEngine, answers, takes } from '../../test/engine.ts'
import { again, aShard, pass, projected, runDueAlarms, type Shard } from '../../test/shard.ts'
import { digest } from '../../test/sign.ts'
import type { DeliveryRecord } from './delivery-record.ts'

const DAY_MS = 86_400_000

/** A shard with one delivery that is announced already. */
async function anAnnounced(more: Partial<DeliveryRecord> = {}) {
  const engine = anEngine()
  const [shard, { key }] = [aShard(), aDelivery(more)]
  await shard.accept(aDelivery({ ...more, key }))
  await runDueAlarms(shard)
  return { engine, shard, key }
}

const statusOf = async (shard: Shard, key: string) => (await shard.read(key))?.status

describe('settling', () => {
  it.each<[string, Outcome[], Outcome]>([
    ['handled once one function has handled it', ['not_handled', 'handled', 'not_handled'], 'handled'],
    ['failed while one function says so', ['handled', 'failed', 'not_handled'], 'failed'],
    ['not handled when nobody had use for it', ['not_handled', 'not_handled'], 'not_handled'],
  ])('makes a delivery %s', async (_, outcomes, status) => {
    const { shard, key } = await anAnnounced()

    for (const [i, outcome] of outcomes.entries()) {
      await shard.settle(key, `function-${i}`, outcome, `run-${i}`)
    }
    await runDueAlarms(shard)

    expect(await statusOf(shard, key)).toBe(status)
    expect(await projected(key)).toMatchObject({ status, runId: `run-${outcomes.indexOf(status)}` })
  })

  it("replaces the same function's earlier word", async () => {
    const { shard, key } = await anAnnounced()

    await shard.settle(key, 'function-1', 'failed', 'run-1')
    await shard.settle(key, 'function-1', 'handled', 'run-2')

    expect(await statusOf(shard, key)).toBe('handled')
  })

  it('keeps the run and the reason of the function that failed, whoever speaks after it', async () => {
    const { shard, key } = await anAnnounced()

    await shard.settle(key, 'function-1', 'failed', 'run-1', { announcement: 0, reason: 'no such team' })
    await shard.settle(key, 'function-2', 'handled', 'run-2', { announcement: 0 })
    await runDueAlarms(shard)
    const failed = { status: 'failed', runId: 'run-1', error: 'no such team' }
    expect(await projected(key)).toMatchObject(failed)

    await shard.settle(key, 'function-1', 'handled', 'run-3', { announcement: 0 })
    await runDueAlarms(shard)
    expect(await projected(key)).toMatchObject({ status: 'handled', error: null })
  })

  it('keeps the reason of a function that failed before the engine answered', async () => {
    const [shard, { key }] = [aShard(), aDelivery()]
    const engine = anEngine(async (batch) => {
      await again(shard).settle(key, 'function-1', 'failed', 'run-1', {
        announcement: 0,
        reason: 'no such team',
      })
      return takes(batch, engine)
    })

    await shard.accept(aDelivery({ key }))
    await runDueAlarms(shard)

    expect(await projected(key)).toMatchObject({ status: 'failed', error: 'no such team' })
  })

  it('is refused for a delivery that does not exist', async () => {
    expect(await aShard().settle('stripe:evt_none', 'function-1', 'handled', 'run-1')).toBe(false)
  })

  it('counts even when the function was faster than the answer of the engine', async () => {
    const [shard, { key }] = [aShard(), aDelivery()]
    const engine = anEngine(async (batch) => {
      await again(shard).settle(key, 'function-1', 'handled', 'run-1')
      return takes(batch, engine)
    })

    await shard.accept(aDelivery({ key }))
    await runDueAlarms(shard)

    expect(await projected(key)).toMatchObject({
      status: 'handled',
      runId: 'run-1',
      eventId: `engine's ${key}#0`,
    })
  })
})

describe('a replay', () => {
  it('is announced under the next number, at once', async () => {
    const { engine, shard, key } = await anAnnounced()
    await shard.settle(key, 'function-1', 'failed', 'run-1')

    expect(await shard.replay(key, crypto.randomUUID())).toBe(1)
    expect(await shard.replay(key, crypto.randomUUID())).toBe(2)
    await runDueAlarms(shard)

    expect(engine.taken).toEqual([`${key}#0`, `${key}#2`])
    expect(engine.batches.at(-1)?.[0]?.data).toMatchObject({ deliveryId: key, announcement: 2 })
    expect(await projected(key)).toMatchObject({ status: 'announced', announcement: 2 })
  })

  it('brings in what no function handled when it came', async () => {
    const { engine, shard, key } = await anAnnounced({ isHandled: false })

    await shard.replay(key, crypto.randomUUID())
    await runDueAlarms(shard)

    expect(engine.taken).toEqual([`${key}#1`])
  })

  it('brings back the dead', async () => {
    const [shard, delivery] = [aShard(), aDelivery()]
    const engine = anEngine((batch) =>
      batch.some(({ id }) => id.startsWith(delivery.key))
        ? answers(400)(batch, engine)
        : takes(batch, engine),
    )
    await shard.accept(delivery)
    await shard.accept(aDelivery())
    await runDueAlarms(shard)
    expect(await projected(delivery.key)).toMatchObject({ status: 'dead', error: 'Inngest answered 400' })

    engine.answer = takes
    await shard.replay(delivery.key, crypto.randomUUID())
    await runDueAlarms(shard)

    expect(await projected(delivery.key)).toMatchObject({ status: 'announced', error: null })
  })

  it('that comes while the engine is answering goes out after that answer', async () => {
    const [shard, { key }] = [aShard(), aDelivery()]
    const engine = anEngine(async (batch) => {
      if (engine.batches.length === 1) await again(shard).replay(key, crypto.randomUUID())
      return takes(batch, engine)
    })

    await shard.accept(aDelivery({ key }))
    await runDueAlarms(shard)

    expect(engine.taken).toEqual([`${key}#0`, `${key}#1`])
  })

  it('is not lost when a run of the announcement before it settles late', async () => {
    const { engine, shard, key } = await anAnnounced()

    await shard.replay(key, crypto.randomUUID())
    await shard.settle(key, 'function-1', 'failed', 'run-of-0')
    await runDueAlarms(shard)

    expect(engine.taken).toEqual([`${key}#0`, `${key}#1`])
  })

  it('is not undone by the word of a run of the announcement before it', async () => {
    const { shard, key } = await anAnnounced()
    await shard.replay(key, crypto.randomUUID())
    await runDueAlarms(shard)
    await shard.settle(key, 'function-1', 'handled', 'run-of-1', { announcement: 1 })

    await shard.settle(key, 'function-1', 'failed', 'run-of-0', { announcement: 0, reason: 'late' })

    expect(await statusOf(shard, key)).toBe('handled')
  })

  it('asks every function for its word again', async () => {
    const { shard, key } = await anAnnounced()
    await shard.settle(key, 'function-1', 'failed', 'run-1')
    await shard.settle(key, 'function-that-is-gone', 'failed', 'run-2')

    await shard.replay(key, crypto.randomUUID())
    await runDueAlarms(shard)
    expect(await statusOf(shard, key)).toBe('announced')
    await shard.settle(key, 'function-1', 'handled', 'run-3')

    expect(await statusOf(shard, key)).toBe('handled')
  })

  it('needs a delivery that exists, with its body', async () => {
    const { shard, key } = await anAnnounced()
    pass(31 * DAY_MS)
    await shard.prune(Date.now() - 30 * DAY_MS, Date.now() - 90 * DAY_MS)

    expect(await shard.replay(key, crypto.randomUUID())).toBeNull()
    expect(await shard.replay('stripe:evt_none', crypto.randomUUID())).toBeNull()
    expect(await statusOf(shard, key)).toBe('announced')
  })
})

describe('pruning', () => {
  const prune = (shard: Shard) => shard.prune(Date.now() - 30 * DAY_MS, Date.now() - 90 * DAY_MS)
  const daysAgo = (days: number) => ({ receivedAt: Date.now() - days * DAY_MS })
  const rowsOf = (shard: Shard, table: 'deliveries' | 'settlements') =>
    runInDurableObject(shard, (_, state) => [...state.storage.sql.exec(`SELECT key FROM ${table}`)].length)

  it('forgets a body after 30 days, inline or claimed, and the delivery after 90', async () => {
    anEngine()
    const shard = aShard()
    const [fresh, old, claimed, gone] = [
      aDelivery(daysAgo(29.9)),
      aDelivery(daysAgo(30.1)),
      aDelivery({ ...daysAgo(30.1), body: null, bodyRef: 'bodies/abc' }),
      aDelivery(daysAgo(90.1)),
    ]
    // In the order in which they last changed.
    for (const delivery of [gone, old, claimed, fresh]) {
      await shard.accept(delivery)
      await runDueAlarms(shard)
      if (delivery !== claimed) await shard.settle(delivery.key, 'function-1', 'handled', 'run-1')
    }

    // The body of the oldest goes before its row does.
    expect(await prune(shard)).toEqual({ touched: 4, isDone: true })
    expect(await prune(shard)).toEqual({ touched: 0, isDone: true })

    expect(await digest((await shard.read(fresh.key))?.body)).toBe(await digest(fresh.body))
    expect(await shard.read(old.key)).toMatchObject({ status: 'handled', body: null, bodyRef: null })
    expect(await shard.read(claimed.key)).toMatchObject({ body: null, bodyRef: null })
    expect(await shard.read(gone.key)).toBeNull()
    expect(await rowsOf(shard, 'settlements')).toBe(2)
  })

  it('forgets nothing that still waits, however old', async () => {
    const engine = anEngine(answers(503))
    const shard = aShard()
    const waiting = aDelivery(daysAgo(365))
    await shard.accept(waiting)
    await runDueAlarms(shard)

    expect(await prune(shard)).toEqual({ touched: 0, isDone: true })

    engine.answer = takes
    pass(60_000)
    await runDueAlarms(shard)
    expect(engine.taken).toEqual([`${waiting.key}#0`])
    expect((await shard.read(waiting.key))?.body?.byteLength).toBe(waiting.sizeBytes)
  })
})
