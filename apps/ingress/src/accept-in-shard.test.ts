import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import { aDelivery } from '../test/a-delivery.ts'
import { anEngine } from '../test/engine.ts'
import { utf8 } from '../test/sign.ts'
import { acceptInShard } from './accept-in-shard.ts'
import type { Bindings } from './context.ts'
import { inboxFor } from './inbox/inbox-for.ts'

/** A delivery whose body was put into R2. */
async function aClaim(more: object = {}) {
  anEngine()
  const delivery = aDelivery({ body: null, ...more })
  const claim = { ...delivery, bodyRef: `bodies/${delivery.key}/abc` }
  await env.BODIES.put(claim.bodyRef, utf8('{}'))
  return claim
}

const isInR2 = async ({ bodyRef }: { bodyRef: string }) => (await env.BODIES.head(bodyRef)) !== null

it('keeps the body in R2 that its delivery claims, though it comes in again', async () => {
  const claim = await aClaim()

  await acceptInShard(env, claim)
  await acceptInShard(env, claim)

  expect(await isInR2(claim)).toBe(true)
})

it('does not bring back by a late copy what was erased', async () => {
  const claim = await aClaim()
  await acceptInShard(env, claim)
  await inboxFor(env, claim.key).eraseDeliveries([claim.key], 'erasure-1')

  await acceptInShard(env, claim)

  expect(await isInR2(claim)).toBe(false)
})

it('leaves no second body in R2 beside the one that its shard took without an answer', async () => {
  const delivery = aDelivery()
  await inboxFor(env, delivery.key).accept(delivery)
  const claim = await aClaim({ key: delivery.key })

  await acceptInShard(env, claim)

  expect(await isInR2(claim)).toBe(false)
  expect((await inboxFor(env, delivery.key).read(delivery.key))?.body).not.toBeNull()
})

it('deletes nothing on the word of a shard of an older version, which has none', async () => {
  const claim = await aClaim()
  const INBOX = { getByName: () => ({ accept: async () => {} }) } as unknown as Bindings['INBOX']

  await acceptInShard({ ...env, INBOX }, claim)

  expect(await isInR2(claim)).toBe(true)
})
