import { describe, expect, it } from 'vitest'
import { errorOf, startDouble } from '../../test/start-double.ts'

const seat = { amount: 1200, currency: 'usd', confirm: true }
const DAY_MS = 24 * 60 * 60 * 1000

describe('the same idempotency key', () => {
  it('with the same parameters gives the first answer again and charges once', async () => {
    const { double, stripe } = await startDouble()
    const first = await stripe.paymentIntents.create(seat, { idempotencyKey: 'order-1' })

    const again = await stripe.paymentIntents.create(seat, { idempotencyKey: 'order-1' })

    expect(again).toEqual(first)
    expect(first.lastResponse.headers['idempotent-replayed']).toBeUndefined()
    expect(again.lastResponse.headers['idempotent-replayed']).toBe('true')
    expect(again.lastResponse.headers['original-request']).toBe(first.lastResponse.requestId)
    expect(double.listCharges()).toHaveLength(1)
  })

  it('does not care in which order the parameters come', async () => {
    const { double, stripe } = await startDouble()
    await stripe.paymentIntents.create(
      { ...seat, metadata: { a: '1', b: '2' } },
      { idempotencyKey: 'order-1' },
    )

    await stripe.paymentIntents.create(
      { metadata: { b: '2', a: '1' }, ...seat },
      { idempotencyKey: 'order-1' },
    )

    expect(double.listCharges()).toHaveLength(1)
  })

  it('with other parameters is an idempotency error', async () => {
    const { double, stripe } = await startDouble()
    await stripe.paymentIntents.create(seat, { idempotencyKey: 'order-1' })

    const error = await errorOf(
      stripe.paymentIntents.create({ ...seat, amount: 900 }, { idempotencyKey: 'order-1' }),
    )

    expect(error).toMatchObject({
      type: 'StripeIdempotencyError',
      rawType: 'idempotency_error',
      statusCode: 400,
    })
    expect(double.listCharges()).toHaveLength(1)
  })

  it('at another endpoint is an idempotency error', async () => {
    const { stripe } = await startDouble()
    const [one, other] = [
      await stripe.paymentIntents.create({ ...seat, confirm: false }),
      await stripe.paymentIntents.create({ ...seat, confirm: false }),
    ]
    await stripe.paymentIntents.cancel(one.id, {}, { idempotencyKey: 'undo-1' })

    const error = await errorOf(stripe.paymentIntents.cancel(other.id, {}, { idempotencyKey: 'undo-1' }))

    expect(error.rawType).toBe('idempotency_error')
  })

  it('gives a decline again', async () => {
    const { double, stripe } = await startDouble()
    const declined = { ...seat, payment_method: 'pm_card_chargeDeclined' }
    const first = await errorOf(stripe.paymentIntents.create(declined, { idempotencyKey: 'order-1' }))

    const again = await errorOf(stripe.paymentIntents.create(declined, { idempotencyKey: 'order-1' }))

    expect(again.payment_intent).toEqual(first.payment_intent)
    expect(again.headers?.['idempotent-replayed']).toBe('true')
    expect(double.listCharges()).toHaveLength(1)
  })

  it('is free for the corrected request when the first was refused unread', async () => {
    const { stripe } = await startDouble()
    await errorOf(stripe.paymentIntents.create({ ...seat, amount: 0 }, { idempotencyKey: 'order-1' }))

    const intent = await stripe.paymentIntents.create(seat, { idempotencyKey: 'order-1' })

    expect(intent.status).toBe('succeeded')
  })

  it('is a new request after 24 hours', async () => {
    let now = new Date('2026-01-01T00:00:00Z')
    const { double, stripe } = await startDouble({ clock: () => now })
    await stripe.paymentIntents.create(seat, { idempotencyKey: 'order-1' })

    now = new Date(now.getTime() + DAY_MS - 1)
    await stripe.paymentIntents.create(seat, { idempotencyKey: 'order-1' })
    expect(double.listCharges()).toHaveLength(1)

    now = new Date(now.getTime() + 1)
    await stripe.paymentIntents.create(seat, { idempotencyKey: 'order-1' })
    expect(double.listCharges()).toHaveLength(2)
  })

  it('at the same time is refused to all but one', async () => {
    const { double, stripe } = await startDouble({ answerDelayMs: 30 })

    const results = await Promise.allSettled(
      [1, 2, 3].map(() => stripe.paymentIntents.create(seat, { idempotencyKey: 'order-1' })),
    )

    const refused = results.filter((result) => result.status === 'rejected')
    expect(refused).toHaveLength(2)
    expect(refused[0]?.reason).toMatchObject({ statusCode: 409, code: 'idempotency_key_in_use' })
    expect(double.listCharges()).toHaveLength(1)
  })

  it('is refused when it is longer than 255 characters', async () => {
    const { stripe } = await startDouble()

    const error = await errorOf(stripe.paymentIntents.create(seat, { idempotencyKey: 'k'.repeat(256) }))

    expect(error.statusCode).toBe(400)
  })
})

it('keeps different keys apart', async () => {
  const { double, stripe } = await startDouble()

  await Promise.all(
    ['order-1', 'order-2'].map((idempotencyKey) => stripe.paymentIntents.create(seat, { idempotencyKey })),
  )

  expect(double.listCharges()).toHaveLength(2)
})
