import { env } from 'cloudflare:workers'
import { expect, it, vi } from 'vitest'
import { aDelivery } from '../test/a-delivery.ts'
import type { Bindings } from './context.ts'
import { fileUnfiled } from './file-unfiled.ts'
import { inboxFor } from './inbox/inbox-for.ts'
import type { DeliveryRecord } from './inbox/delivery-record.ts'
import { shardOf } from './rules/shard-of.ts'

const leave = (record: DeliveryRecord) => env.BODIES.put(`unfiled/${record.key}#abc`, JSON.stringify(record))

/** A key that chooses the shard. */
function keyIn(shard: string, name = 'evt'): string {
  for (let i = 0; ; i++) {
    const key = `stripe:${name}_${i}`
    if (shardOf(key) === shard) return key
  }
}

const aClaim = () => aDelivery({ body: null, bodyRef: 'bodies/abc' })

const left = async () => (await env.BODIES.list({ prefix: 'unfiled/' })).objects.map(({ key }) => key)

it('brings in everything, page after page', async () => {
  const claims = Array.from({ length: 120 }, aClaim)
  await Promise.all(claims.map(leave))

  expect(await fileUnfiled(env)).toBe(0)

  expect(await left()).toEqual([])
  for (const { key } of claims) {
    expect(await inboxFor(env, key).read(key)).toMatchObject({ status: 'pending', bodyRef: 'bodies/abc' })
  }
})

it('keeps the time at which a delivery came', async () => {
  const claim = aDelivery({ body: null, bodyRef: 'bodies/abc', receivedAt: Date.now() - 60_000 })
  await leave(claim)

  await fileUnfiled(env)

  expect(await inboxFor(env, claim.key).read(claim.key)).toMatchObject({ receivedAt: claim.receivedAt })
})

it('leaves in R2 what its shard does not take, and counts it, and brings in the rest', async () => {
  const [refused, other] = [
    { ...aClaim(), key: keyIn('v1:1') },
    { ...aClaim(), key: keyIn('v1:2') },
  ]
  const accept = vi.fn<(record: DeliveryRecord) => Promise<void>>(async ({ key }) => {
    if (key === refused.key) throw new Error('overloaded')
  })
  const bindings = { ...env, INBOX: { getByName: () => ({ accept }) } as unknown as Bindings['INBOX'] }
  await leave(refused)
  await leave(other)

  expect(await fileUnfiled(bindings)).toBe(1)

  expect(await left()).toEqual([`unfiled/${refused.key}#abc`])
  expect(accept).toHaveBeenCalledTimes(2)
  expect(await fileUnfiled(env)).toBe(0)
})

it('tries nothing more of a shard that is silent, however much waits for it', async () => {
  const waiting = Array.from({ length: 230 }, (_, i) => ({ ...aClaim(), key: keyIn('v1:1', `evt_a${i}`) }))
  const other = { ...aClaim(), key: keyIn('v1:2', 'evt_b') }
  const accept = vi.fn<(record: DeliveryRecord) => Promise<void>>(async ({ key }) => {
    if (key !== other.key) throw new Error('overloaded')
  })
  const bindings = { ...env, INBOX: { getByName: () => ({ accept }) } as unknown as Bindings['INBOX'] }
  await Promise.all([...waiting, other].map(leave))

  expect(await fileUnfiled(bindings)).toBe(230)

  // The first page was on its way already.
  expect(accept).toHaveBeenCalledTimes(101)
  expect(await left()).not.toContain(`unfiled/${other.key}#abc`)
  await fileUnfiled(env)
})

it('leaves alone what it cannot read', async () => {
  await env.BODIES.put('unfiled/stripe:evt_broken', '{')

  expect(await fileUnfiled(env)).toBe(1)

  expect(await left()).toEqual(['unfiled/stripe:evt_broken'])
})
