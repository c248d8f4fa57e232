import { describe, expect, it } from 'vitest'
import { errorOf, startDouble } from '../../test/start-double.ts'

const seat = { amount: 1200, currency: 'usd' }

describe('create', () => {
  it('takes the money when it is confirmed with a good card', async () => {
    const { stripe } = await startDouble()

    const intent = await stripe.paymentIntents.create({
      ...seat,
      confirm: true,
      customer: 'cus_1',
      metadata: { orderId: 'order-1' },
      off_session: true,
      payment_method: 'pm_card_visa',
    })

    expect(intent).toMatchObject({
      amount_received: 1200,
      customer: 'cus_1',
      metadata: { orderId: 'order-1' },
      status: 'succeeded',
    })
    expect(intent.latest_charge).toMatch(/^ch_/)
    expect(await stripe.paymentIntents.retrieve(intent.id)).toEqual(intent)
  })

  it('takes the money when it is confirmed without a card', async () => {
    const { stripe } = await startDouble()

    const intent = await stripe.paymentIntents.create({ ...seat, confirm: true })

    expect(intent.status).toBe('succeeded')
  })

  it('waits when it is not confirmed', async () => {
    const { stripe } = await startDouble()

    const bare = await stripe.paymentIntents.create(seat)
    const ready = await stripe.paymentIntents.create({ ...seat, payment_method: 'pm_card_visa' })

    expect(bare).toMatchObject({ amount_received: 0, status: 'requires_payment_method' })
    expect(ready).toMatchObject({ amount_received: 0, status: 'requires_confirmation' })
  })

  it('tells of a success by an event that names the request', async () => {
    const { stripe } = await startDouble()
    const { id, lastResponse } = await stripe.paymentIntents.create(
      { ...seat, confirm: true },
      { idempotencyKey: 'order-1' },
    )

    const { data } = await stripe.events.list({ type: 'payment_intent.succeeded' })

    expect(data).toHaveLength(1)
    expect(data[0]).toMatchObject({
      data: { object: { id } },
      request: { id: lastResponse.requestId, idempotency_key: 'order-1' },
    })
  })

  it('answers a declined card with a card error and keeps the failed intent', async () => {
    const { stripe } = await startDouble()

    const error = await errorOf(
      stripe.paymentIntents.create({ ...seat, confirm: true, payment_method: 'pm_card_chargeDeclined' }),
    )

    expect(error).toMatchObject({
      type: 'StripeCardError',
      rawType: 'card_error',
      statusCode: 402,
      code: 'card_declined',
      decline_code: 'generic_decline',
      charge: expect.stringMatching(/^ch_/) as string,
    })
    const failed = await stripe.paymentIntents.retrieve(error.payment_intent?.id ?? '')
    expect(failed).toMatchObject({
      amount_received: 0,
      last_payment_error: { code: 'card_declined', decline_code: 'generic_decline' },
      status: 'requires_payment_method',
    })
  })

  it.each([
    { params: { currency: 'usd' }, param: 'amount', code: 'parameter_missing' },
    { params: { amount: 1200 }, param: 'currency', code: 'parameter_missing' },
    { params: { ...seat, amount: 'many' }, param: 'amount', code: 'parameter_invalid_integer' },
    { params: { ...seat, amount: -1 }, param: 'amount', code: 'parameter_invalid_integer' },
    { params: { ...seat, amount: 49 }, param: 'amount', code: 'amount_too_small' },
    { params: { ...seat, currency: 'zzzz' }, param: 'currency', code: undefined },
    { params: { ...seat, confirm: 'perhaps' }, param: 'confirm', code: undefined },
    { params: { ...seat, metadata: 'none' }, param: 'metadata', code: undefined },
    { params: { ...seat, payment_method: 'pm_unknown' }, param: 'payment_method', code: 'resource_missing' },
    { params: { ...seat, amonut: 1 }, param: 'amonut', code: 'parameter_unknown' },
  ])('refuses $params by the name $param', async ({ params, param, code }) => {
    const { double, stripe } = await startDouble()

    const error = await errorOf(stripe.rawRequest('POST', '/v1/payment_intents', params))

    expect(error).toMatchObject({ type: 'StripeInvalidRequestError', statusCode: 400, param, code })
    expect(double.listCharges()).toEqual([])
  })
})

describe('retrieve', () => {
  it('does not find what is not there', async () => {
    const { stripe } = await startDouble()

    const error = await errorOf(stripe.paymentIntents.retrieve('pi_missing'))

    expect(error).toMatchObject({ statusCode: 404, code: 'resource_missing' })
    expect(error.message).toBe("No such payment_intent: 'pi_missing'")
  })
})

describe('cancel', () => {
  it('ends an intent that waits', async () => {
    const { stripe } = await startDouble()
    const { id } = await stripe.paymentIntents.create(seat)

    const canceled = await stripe.paymentIntents.cancel(id, { cancellation_reason: 'abandoned' })

    expect(canceled).toMatchObject({ cancellation_reason: 'abandoned', status: 'canceled' })
    expect(await stripe.paymentIntents.retrieve(id)).toEqual(canceled)
  })

  it('comes too late once the money is taken', async () => {
    const { stripe } = await startDouble()
    const { id } = await stripe.paymentIntents.create({ ...seat, confirm: true })

    const error = await errorOf(stripe.paymentIntents.cancel(id))

    expect(error).toMatchObject({ statusCode: 400, code: 'payment_intent_unexpected_state' })
    expect((await stripe.paymentIntents.retrieve(id)).status).toBe('succeeded')
  })
})
