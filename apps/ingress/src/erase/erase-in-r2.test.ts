import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import { anEngine } from '../../test/engine.ts'
import { aStripeBody, postAsStripe } from '../../test/send.ts'
import { utf8 } from '../../test/sign.ts'
import type { Bindings } from '../context.ts'
import { inboxFor } from '../inbox/inbox-for.ts'
import { countErased } from './count-erased.ts'
import { eraseInR2 } from './erase-in-r2.ts'

const anErasure = (mention: string) => ({
  id: crypto.randomUUID(),
  mentions: [mention],
  requestedAt: new Date(),
})

async function aLargeWebhook(more: object) {
  anEngine()
  const { key, body } = aStripeBody({ ...more, note: 'x'.repeat(100 * 1024) })
  await postAsStripe(body)
  return { key, bodyRef: (await inboxFor(env, key).read(key))?.bodyRef ?? '' }
}

/** R2, but its deletion fails. */
const undeletable = (): Bindings => ({
  ...env,
  BODIES: {
    list: (options: R2ListOptions) => env.BODIES.list(options),
    get: (name: string) => env.BODIES.get(name),
    delete: () => Promise.reject(new Error('R2 is away')),
  } as unknown as R2Bucket,
})

it('finishes what broke off between the delivery and its bytes, and counts it once', async () => {
  const { key, bodyRef } = await aLargeWebhook({ email: 'half@example.com' })
  const erasure = anErasure('half@example.com')
  await expect(eraseInR2(undeletable(), erasure, '')).rejects.toThrow('R2 is away')

  expect(await eraseInR2(env, erasure, '')).toBeNull()

  expect(await env.BODIES.head(bodyRef)).toBeNull()
  expect((await inboxFor(env, key).read(key))?.headers).toEqual({})
  expect(await countErased(env, erasure.id)).toBe(1)
})

it('erases what is left of a delivery that never came in, and nobody else’s', async () => {
  const [left, others] = ['bodies/stripe:evt_lost/abc', 'bodies/stripe:evt_other/abc']
  await env.BODIES.put(left, utf8('{"email":"lost@example.com"}'))
  await env.BODIES.put(others, utf8('{"email":"not.lost@example.com"}'))

  await eraseInR2(env, anErasure('lost@example.com'), '')

  expect(await env.BODIES.head(left)).toBeNull()
  expect(await env.BODIES.head(others)).not.toBeNull()
})

it('leaves alone what was put since and that its shard may be about to take', async () => {
  const onItsWay = 'bodies/stripe:evt_new/abc'
  const put = await env.BODIES.put(onItsWay, utf8('{"email":"new@example.com"}'))
  const erasure = {
    ...anErasure('new@example.com'),
    requestedAt: new Date((put?.uploaded.getTime() ?? 0) - 1),
  }

  await eraseInR2(env, erasure, '')

  expect(await env.BODIES.head(onItsWay)).not.toBeNull()
})

it('walks page by page', async () => {
  const names = Array.from({ length: 201 }, (_, i) => `bodies/walk:${String(i).padStart(3, '0')}/abc`)
  for (const name of names) await env.BODIES.put(name, utf8('{"email":"page@example.com"}'))
  const erasure = anErasure('page@example.com')

  const places: (string | null)[] = ['']
  for (let at = places[0]; typeof at === 'string'; at = places.at(-1)) {
    places.push(await eraseInR2(env, erasure, at))
  }

  expect(places.length).toBeGreaterThan(2)
  expect((await env.BODIES.list({ prefix: 'bodies/walk:' })).objects).toEqual([])
})
