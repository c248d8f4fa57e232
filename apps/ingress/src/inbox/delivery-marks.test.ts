import { runInDurableObject } from 'cloudflare:test'
import { expect, it } from 'vitest'
import { aDelivery } from '../../test/a-delivery.ts'
import { aShard } from '../../test/shard.ts'
import { DeliveryStore } from './delivery-store.ts'

/** Does something with the store of a shard that holds one pending delivery. */
function withPending<T>(work: (store: DeliveryStore, key: string) => T): Promise<T> {
  return runInDurableObject(aShard(), (_, { storage }) => {
    const [store, delivery] = [new DeliveryStore(storage.sql), aDelivery()]
    store.insert(delivery, 1_000)
    return work(store, delivery.key)
  })
}

const pendingOf = (store: DeliveryStore) => store.listPending(Infinity, 0, 1)

it('what is dead is not announced by an answer that comes late', async () => {
  const status = await withPending((store, key) => {
    for (const pending of pendingOf(store)) {
      store.markDead(pending, 'bad event')
      store.markAnnounced(pending, 'engine-1', null, 2_000)
    }
    return store.find(key)?.status
  })

  expect(status).toBe('dead')
})

it('what is refused again stays refused since the first time, and is due by the last', async () => {
  const refused = await withPending((store) => {
    for (const now of [2_000, 3_000]) {
      for (const pending of pendingOf(store)) store.markRefused(pending, now)
    }
    return { ...pendingOf(store)[0], dueAt: store.nextDueAt(0) }
  })

  expect(refused).toMatchObject({ refusedAt: 2_000, dueAt: 3_000 })
})

it('what a function has settled or a person has replayed is not called unheard', async () => {
  const statuses = await withPending((store, key) => {
    for (const pending of pendingOf(store)) store.markAnnounced(pending, 'engine-1', null, 2_000)
    store.settle(key, 'function-1', 'handled', 'run-1')
    store.markSilent(key, 'unheard')
    const settled = store.find(key)?.status
    store.replay(key, 3_000)
    store.markSilent(key, 'unheard')
    return [settled, store.find(key)?.status]
  })

  expect(statuses).toEqual(['handled', 'pending'])
})
