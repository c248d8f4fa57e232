import { describe, expect, it } from 'vitest'
import { aDelivery } from '../../test/a-delivery.ts'
import { anEngine } from '../../test/engine.ts'
import { aShard, projected, runDueAlarms } from '../../test/shard.ts'
import { digest, utf8 } from '../../test/sign.ts'

describe('a copy that a function handles', () => {
  const thin = { type: 'v1.checkout.session.completed', isHandled: false, body: utf8('thin') }

  it('takes the place of one that nobody handles, and is announced', async () => {
    const engine = anEngine()
    const [shard, snapshot] = [aShard(), aDelivery()]
    await shard.accept({ ...snapshot, ...thin })
    await runDueAlarms(shard)

    await shard.accept(snapshot)
    await runDueAlarms(shard)

    expect(engine.taken).toEqual([`${snapshot.key}#0`])
    expect(await digest((await shard.read(snapshot.key))?.body)).toBe(await digest(snapshot.body))
    expect(await projected(snapshot.key)).toMatchObject({ status: 'announced', type: snapshot.type })
  })

  it('leaves nothing of the other body, though its own lies in R2', async () => {
    const [shard, snapshot] = [aShard(), aDelivery()]
    await shard.accept({ ...snapshot, ...thin })
    await shard.accept({ ...snapshot, body: null, bodyRef: 'bodies/1' })

    expect(await shard.read(snapshot.key)).toMatchObject({ body: null, bodyRef: 'bodies/1' })
  })

  it('takes its place with its own time, so that its signature verifies again', async () => {
    const [shard, snapshot] = [aShard(), aDelivery()]
    await shard.accept({ ...snapshot, ...thin, receivedAt: snapshot.receivedAt - 3_600_000 })
    await shard.accept(snapshot)

    expect(await shard.read(snapshot.key)).toMatchObject({ receivedAt: snapshot.receivedAt })
  })

  it('takes its place though an operator replayed it, and is announced under a number of its own', async () => {
    const engine = anEngine()
    const [shard, snapshot] = [aShard(), aDelivery()]
    await shard.accept({ ...snapshot, ...thin })
    await shard.replay(snapshot.key, 'replay-1')
    await runDueAlarms(shard)
    await shard.settle(snapshot.key, 'function-1', 'not_handled', 'run-1')
    expect(await shard.listUnknown([snapshot.key], true)).toEqual([snapshot.key])

    await shard.accept(snapshot)
    await runDueAlarms(shard)

    expect(engine.taken).toEqual([`${snapshot.key}#1`, `${snapshot.key}#2`])
    expect(await shard.read(snapshot.key)).toMatchObject({ status: 'announced', type: snapshot.type })
    expect(await shard.listUnknown([snapshot.key], true)).toEqual([])
  })

  it('takes the place of no delivery that was announced before, whatever a function said of that', async () => {
    const engine = anEngine()
    const [shard, { key }] = [aShard(), aDelivery()]
    await shard.accept(aDelivery({ key }))
    await runDueAlarms(shard)
    await shard.settle(key, 'function-1', 'not_handled', 'run-1')

    await shard.accept(aDelivery({ key }))
    await runDueAlarms(shard)

    expect(engine.taken).toEqual([`${key}#0`])
    expect((await shard.read(key))?.status).toBe('not_handled')
  })
})
