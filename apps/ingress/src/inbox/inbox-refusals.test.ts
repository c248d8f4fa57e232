import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { aDelivery } from '../../test/a-delivery.ts'
import { anEngine, answers, takes } from '../../test/engine.ts'
import { again, aShard, pass, projected, runDueAlarms } from '../../test/shard.ts'

// Nobody was told of anything yet: within an hour the same is told once.
beforeEach(async () => {
  await env.DB.exec('DELETE FROM alerts')
})

describe('an answer 400', () => {
  it('kills the one poisoned event of a hundred and no other', async () => {
    const deliveries = Array.from({ length: 100 }, () => aDelivery())
    const poisoned = deliveries[42]?.key ?? ''
    const engine = anEngine((batch) =>
      batch.some(({ id }) => id === `${poisoned}#0`)
        ? new Response('bad', { status: 400 })
        : takes(batch, engine),
    )
    const shard = aShard()
    for (const delivery of deliveries) await shard.accept(delivery)

    await runDueAlarms(shard)

    expect(new Set(engine.taken).size).toBe(99)
    expect(engine.taken).toHaveLength(99)
    expect(await shard.wake()).toMatchObject({ pending: 0 })
    for (const { key } of deliveries) {
      const status = key === poisoned ? 'dead' : 'announced'
      expect((await shard.read(key))?.status).toBe(status)
    }
    expect(await projected(poisoned)).toMatchObject({ status: 'dead', error: 'Inngest answered 400' })
    const alert = 'Millrace: 1 webhooks are dead: Inngest answered 400'
    expect(engine.alerts).toEqual([alert])
  })

  it('after a part was taken makes that part come again under the same ids', async () => {
    const deliveries = Array.from({ length: 8 }, () => aDelivery())
    const poisoned = `${deliveries[5]?.key}#0`
    // Inngest takes what stands before the bad event, and says 400 all the same.
    const engine = anEngine((batch) => {
      const bad = batch.findIndex(({ id }) => id === poisoned)
      const answer = takes(bad < 0 ? batch : batch.slice(0, bad), engine)
      return bad < 0 ? answer : new Response('bad', { status: 400 })
    })
    const shard = aShard()
    for (const delivery of deliveries) {
      pass(1)
      await shard.accept(delivery)
    }

    await runDueAlarms(shard)

    const ids = deliveries.map(({ key }) => `${key}#0`).filter((id) => id !== poisoned)
    expect(new Set(engine.taken)).toEqual(new Set(ids))
    expect(engine.taken.length).toBeGreaterThan(ids.length)
    expect(await shard.wake()).toMatchObject({ pending: 0 })
  })

  it('does not kill a replay by its answer to the announcement before it', async () => {
    const [shard, { key }] = [aShard(), aDelivery()]
    const engine = anEngine(async (batch) => {
      if (!batch.some(({ id }) => id === `${key}#0`)) return takes(batch, engine)
      if (batch.length === 1) await again(shard).replay(key, 'replay-1')
      return new Response('bad', { status: 400 })
    })
    await shard.accept(aDelivery({ key }))
    await shard.accept(aDelivery())

    await runDueAlarms(shard)

    expect(engine.taken).toContain(`${key}#1`)
    expect(await shard.read(key)).toMatchObject({ status: 'announced', announcement: 1 })
  })

  it('keeps nothing waiting behind as many as are tried alone in a round', async () => {
    const poisoned = Array.from({ length: 8 }, () => aDelivery())
    const ids = new Set(poisoned.map(({ key }) => `${key}#0`))
    const engine = anEngine((batch) =>
      batch.some(({ id }) => ids.has(id)) ? answers(400)(batch, engine) : takes(batch, engine),
    )
    const [shard, last] = [aShard(), aDelivery()]
    for (const delivery of [...poisoned, last]) {
      await shard.accept(delivery)
      pass(1)
    }

    await runDueAlarms(shard)
    expect(engine.taken).toEqual([])
    pass(60_000)
    await runDueAlarms(shard)

    expect(engine.taken).toEqual([`${last.key}#0`])
  })
})

describe('an engine that answers 400 to everything', () => {
  /** A shard with one delivery that was refused and waits. */
  async function aRefused() {
    const engine = anEngine(answers(400))
    const [shard, delivery] = [aShard(), aDelivery()]
    await shard.accept(delivery)
    await runDueAlarms(shard)
    return { engine, shard, key: delivery.key }
  }

  it('makes nothing dead, tells a person, and gets all of it when it is mended', async () => {
    const engine = anEngine(answers(400))
    const shard = aShard()
    const deliveries = Array.from({ length: 100 }, () => aDelivery())
    for (const delivery of deliveries) {
      pass(1)
      await shard.accept(delivery)
    }
    await runDueAlarms(shard)
    for (let i = 0; i < 10; i++) {
      pass(60_000)
      await runDueAlarms(shard)
    }

    expect(await shard.wake()).toMatchObject({ pending: 100 })
    const alert = 'Millrace: webhooks wait: Inngest refuses every event: Inngest answered 400'
    expect(engine.alerts).toEqual([alert])
    // Not each of the hundred is tried in each round.
    expect(engine.batches.length).toBeLessThan(11 * 25)

    engine.answer = takes
    pass(60_000)
    await runDueAlarms(shard)
    expect(engine.taken.toSorted()).toEqual(deliveries.map(({ key }) => `${key}#0`).toSorted())
  })

  it('is told from one poisoned event by the next event that it takes', async () => {
    const [shard, poisoned, other] = [aShard(), aDelivery(), aDelivery()]
    const engine = anEngine((batch) =>
      batch.some(({ id }) => id === `${poisoned.key}#0`) ? answers(400)(batch, engine) : takes(batch, engine),
    )
    await shard.accept(poisoned)
    await runDueAlarms(shard)
    expect(await shard.read(poisoned.key)).toMatchObject({ status: 'pending' })

    pass(10)
    await shard.accept(other)
    await runDueAlarms(shard)
    pass(60_000)
    await runDueAlarms(shard)

    expect(engine.taken).toEqual([`${other.key}#0`])
    expect(await shard.read(poisoned.key)).toMatchObject({ status: 'dead' })
    expect(await shard.wake()).toMatchObject({ pending: 0 })
  })

  it('counts from anew for a replay: what was refused before it says nothing', async () => {
    const { engine, shard, key } = await aRefused()
    engine.answer = takes
    pass(60_000)
    await runDueAlarms(shard)
    expect(engine.taken).toEqual([`${key}#0`])

    engine.answer = answers(400)
    pass(60_000)
    await shard.replay(key, 'replay-1')
    await runDueAlarms(shard)

    expect(await shard.read(key)).toMatchObject({ status: 'pending' })
  })
})
