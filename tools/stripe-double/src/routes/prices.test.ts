import { expect, it } from 'vitest'
import { startDouble } from '../../test/start-double.ts'

it('finds prices by their lookup keys', async () => {
  const { stripe } = await startDouble()

  const { data } = await stripe.prices.list({ lookup_keys: ['credits-1000', 'unknown'], active: true })

  expect(data).toMatchObject([
    { lookup_key: 'credits-1000', unit_amount: 900, currency: 'usd', type: 'one_time' },
  ])
})

it('has a small catalogue, all of it active', async () => {
  const { stripe } = await startDouble()

  const active = await stripe.prices.list({ active: true })
  const inactive = await stripe.prices.list({ active: false })

  expect(active.data.map(({ lookup_key, unit_amount }) => [lookup_key, unit_amount])).toEqual([
    ['seat', 1200],
    ['credits-1000', 900],
  ])
  expect(inactive.data).toEqual([])
})

it('writes decimals as the client reads them', async () => {
  const { stripe } = await startDouble()

  const { data } = await stripe.prices.list({ lookup_keys: ['seat'] })

  expect(data[0]?.unit_amount_decimal?.toString()).toBe('1200')
})
