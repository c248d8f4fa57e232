import { env } from 'cloudflare:workers'
import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test'
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { aDelivery } from '../../test/a-delivery.ts'
import { type Answer, anEngine, answers, isGone, takes } from '../../test/engine.ts'
import { alarmOf, again, aShard, pass, projected, runDueAlarms, type Shard } from '../../test/shard.ts'

// Nobody was told of anything yet: within an hour the same is told once.
beforeEach(async () => {
  await env.DB.exec('DELETE FROM alerts')
})

/** A shard with one delivery that the engine, in its state, has just not taken. */
async function aWaiting(answer: Answer) {
  const engine = anEngine(answer)
  const [shard, delivery] = [aShard(), aDelivery()]
  await shard.accept(delivery)
  await runDueAlarms(shard)
  return { engine, shard, delivery, id: `${delivery.key}#0` }
}

const waitOf = async (shard: Shard) => ((await alarmOf(shard)) ?? Infinity) - Date.now()

describe.each<[string, Answer]>([
  ['cannot be reached', isGone],
  ['answers 500', answers(500)],
  ['answers 503', answers(503)],
  ['answers 429', answers(429)],
  ['answers 408', answers(408)],
  ['answers 401', answers(401)],
  ['answers 403', answers(403)],
  ['answers 404', answers(404)],
  ['answers 200 without having understood', () => new Response('<h1>Welcome</h1>')],
])('when the engine %s', (_, answer) => {
  it('everything stays pending and is announced once when it is back', async () => {
    const { engine, shard, delivery, id } = await aWaiting(answer)
    const other = aDelivery()
    await shard.accept(other)
    for (let i = 0; i < 10; i++) {
      pass(60_000)
      await runDueAlarms(shard)
    }
    expect(await shard.wake()).toMatchObject({ pending: 2 })
    expect(await projected(delivery.key)).toMatchObject({ status: 'pending', eventId: null })

    engine.answer = takes
    pass(60_000)
    await runDueAlarms(shard)

    expect(await shard.wake()).toMatchObject({ pending: 0 })
    expect(engine.taken.toSorted()).toEqual([id, `${other.key}#0`].toSorted())
  })
})

describe('the back-off', () => {
  it('doubles up to a minute, without end', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0)
    const { shard } = await aWaiting(answers(503))
    const waits = [await waitOf(shard)]

    for (let i = 0; i < 9; i++) {
      pass(await waitOf(shard))
      expect(await runDueAlarms(shard)).toBe(1)
      waits.push(await waitOf(shard))
    }

    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60, 60].map((seconds) => seconds * 1_000))
  })

  it('starts over once the engine took something', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0)
    const { engine, shard } = await aWaiting(answers(503))
    pass(1_000)
    await runDueAlarms(shard)
    engine.answer = takes
    pass(2_000)
    await runDueAlarms(shard)

    engine.answer = answers(503)
    await shard.accept(aDelivery())
    await runDueAlarms(shard)

    expect(await waitOf(shard)).toBe(1_000)
  })

  it('does not hold up what comes in meanwhile', async () => {
    const { engine, shard, id } = await aWaiting(answers(503))
    pass(10)
    const fresh = aDelivery()

    await shard.accept(fresh)
    expect(await waitOf(shard)).toBe(0)
    await runDueAlarms(shard)

    expect(engine.batches.map((batch) => batch.map((event) => event.id))).toEqual([[id], [`${fresh.key}#0`]])
    expect(await waitOf(shard)).toBeGreaterThan(0)
  })

  it('does not hold it up while D1 is away as well', async () => {
    await env.DB.exec('ALTER TABLE deliveries RENAME TO broken')
    const { shard } = await aWaiting(answers(503))
    pass(10)
    expect(await waitOf(shard)).toBeGreaterThan(0)

    await shard.accept(aDelivery())
    await env.DB.exec('ALTER TABLE broken RENAME TO deliveries')

    expect(await waitOf(shard)).toBe(0)
  })

  it('is over for all when something that came in meanwhile gets through', async () => {
    const { engine, shard, id } = await aWaiting(answers(503))
    pass(10)
    engine.answer = takes
    const fresh = aDelivery()

    await shard.accept(fresh)
    await runDueAlarms(shard)

    expect(engine.taken).toEqual([`${fresh.key}#0`, id])
  })
})

describe('alerts', () => {
  it.each([401, 403, 404])(
    'tell a person of %i once an hour, and again when it comes back later',
    async (status) => {
      const { engine, shard } = await aWaiting(answers(status))
      const failAgain = async () => {
        pass(60_000)
        await shard.accept(aDelivery())
        await runDueAlarms(shard)
      }

      for (let minutes = 1; minutes < 60; minutes++) await failAgain()
      const told = `Millrace: webhooks wait: Inngest answered ${status}`
      expect(engine.alerts).toEqual([told])
      await failAgain()
      expect(engine.alerts).toEqual([told, told])

      engine.answer = takes
      await failAgain()
      engine.answer = answers(status)
      pass(3_600_000)
      await failAgain()
      expect(engine.alerts).toEqual([told, told, told])
    },
  )

  it('keep no announcement waiting while nobody takes them', async () => {
    const { promise, resolve } = Promise.withResolvers<Response>()
    const engine = anEngine(answers(401), { 'alert.test': () => promise })
    onTestFinished(() => resolve(new Response()))
    const [shard, delivery] = [aShard(), aDelivery()]
    await shard.accept(aDelivery())
    await runDurableObjectAlarm(shard)

    engine.answer = takes
    pass(60_000)
    await shard.accept(delivery)
    await runDurableObjectAlarm(shard)

    expect(engine.taken).toContain(`${delivery.key}#0`)
  })

  it('leave what passes by itself alone', async () => {
    const { engine } = await aWaiting(answers(503))

    expect(engine.alerts).toEqual([])
  })
})

it('an answer that got lost makes the events come again under the same ids', async () => {
  const { engine, shard, id } = await aWaiting((batch, engine) => {
    void takes(batch, engine)
    throw new TypeError('connection lost')
  })

  engine.answer = takes
  pass(60_000)
  await runDueAlarms(shard)

  expect(engine.taken).toEqual([id, id])
})

it('an alarm never throws, whatever breaks in it, and comes again', async () => {
  const engine = anEngine()
  const [shard, delivery, fresh] = [aShard(), aDelivery(), aDelivery()]
  const rename = (from: string, to: string) =>
    runInDurableObject(
      shard,
      (_, state) => void state.storage.sql.exec(`ALTER TABLE ${from} RENAME TO ${to}`),
    )
  await shard.accept(delivery)
  await rename('cursors', 'lost')

  expect(await runDurableObjectAlarm(shard)).toBe(true)
  expect(await waitOf(shard)).toBe(60_000)
  await again(shard).accept(fresh)
  expect(await waitOf(shard)).toBe(0)

  await rename('lost', 'cursors')
  await runDueAlarms(shard)
  expect(engine.taken.toSorted()).toEqual([`${delivery.key}#0`, `${fresh.key}#0`].toSorted())
})

it('nothing waits for an alarm that could not be set', async () => {
  const { shard } = await aWaiting(answers(503))
  const setAlarm = (storage: DurableObjectStorage) => vi.spyOn(storage, 'setAlarm')
  await runInDurableObject(shard, (_, { storage }) => {
    setAlarm(storage).mockRejectedValueOnce(new Error('storage is busy'))
  })
  pass(await waitOf(shard))
  await runDurableObjectAlarm(shard)
  expect(await waitOf(shard)).toBe(60_000)
  pass(10_000)

  await shard.accept(aDelivery())

  expect(await waitOf(shard)).toBe(0)
})
