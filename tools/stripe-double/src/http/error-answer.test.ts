import { expect, it } from 'vitest'
import { clientOf, errorOf, startDouble } from '../../test/start-double.ts'

it('names an unknown route, and that this is a double', async () => {
  const { stripe } = await startDouble()

  const error = await errorOf(stripe.customers.create({}))

  expect(error).toMatchObject({ type: 'StripeInvalidRequestError', statusCode: 404 })
  expect(error.message).toContain('POST: /v1/customers')
  expect(error.message).toContain('double')
})

it('marks answers and refusals alike', async () => {
  const { stripe, url } = await startDouble()

  const { lastResponse } = await stripe.prices.list()
  const refusal = await errorOf(clientOf(url, 'sk_live_double').prices.list())

  expect(lastResponse.headers['x-stripe-double']).toBe('true')
  expect(refusal.headers?.['x-stripe-double']).toBe('true')
  expect(refusal.requestId).toMatch(/^req_\w{24}$/)
})
