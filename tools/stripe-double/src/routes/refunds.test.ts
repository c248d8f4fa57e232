import { expect, it } from 'vitest'
import { errorOf, startDouble } from '../../test/start-double.ts'

const seat = { amount: 1200, currency: 'usd', confirm: true }

it('gives all of it back when no amount is named', async () => {
  const { double, stripe } = await startDouble()
  const { id, latest_charge } = await stripe.paymentIntents.create(seat)

  const refund = await stripe.refunds.create({ payment_intent: id })

  expect(refund).toMatchObject({
    amount: 1200,
    charge: latest_charge,
    payment_intent: id,
    status: 'succeeded',
  })
  expect(double.listCharges()).toMatchObject([{ amountReceived: 1200, amountRefunded: 1200 }])
})

it('gives back no more than what is left', async () => {
  const { stripe } = await startDouble()
  const { id } = await stripe.paymentIntents.create(seat)
  await stripe.refunds.create({ payment_intent: id, amount: 1000 })

  const tooMuch = await errorOf(stripe.refunds.create({ payment_intent: id, amount: 201 }))
  const rest = await stripe.refunds.create({ payment_intent: id })
  const nothingLeft = await errorOf(stripe.refunds.create({ payment_intent: id }))

  expect(tooMuch).toMatchObject({ statusCode: 400, param: 'amount' })
  expect(rest.amount).toBe(200)
  expect(nothingLeft.code).toBe('charge_already_refunded')
})

it('gives back once under one idempotency key', async () => {
  const { double, stripe } = await startDouble()
  const { id } = await stripe.paymentIntents.create(seat)
  const refund = () =>
    stripe.refunds.create({ payment_intent: id, amount: 100 }, { idempotencyKey: 'undo-1' })

  const [first, again] = [await refund(), await refund()]

  expect(again.id).toBe(first.id)
  expect(double.listCharges()).toMatchObject([{ amountRefunded: 100 }])
})

it('has nothing to give back for a payment that was not made', async () => {
  const { stripe } = await startDouble()
  const { id } = await stripe.paymentIntents.create({ ...seat, confirm: false })

  const error = await errorOf(stripe.refunds.create({ payment_intent: id }))

  expect(error).toMatchObject({ statusCode: 400, param: 'payment_intent' })
})
