import { describe, expect, it } from 'vitest'
import { clientOf, errorOf, startDouble } from '../../test/start-double.ts'

describe('a key', () => {
  it('may come as the user name of basic auth, as curl -u sends it', async () => {
    const { url } = await startDouble()
    const authorization = `Basic ${btoa('sk_test_double:')}`

    const response = await fetch(`${url}/v1/prices`, { headers: { authorization } })

    expect(response.status).toBe(200)
  })

  it('is refused when it is a live one', async () => {
    const { url } = await startDouble()

    const error = await errorOf(clientOf(url, 'sk_live_double').prices.list())

    expect(error).toMatchObject({ type: 'StripeAuthenticationError', statusCode: 401 })
    expect(error.message).toContain('takes no live keys')
  })

  it('is refused when it is live and comes by basic auth', async () => {
    const { url } = await startDouble()
    const authorization = `Basic ${btoa('rk_live_double:')}`

    const response = await fetch(`${url}/v1/prices`, { headers: { authorization } })

    expect(response.status).toBe(401)
  })

  it('is refused when it is no key of Stripe', async () => {
    const { url } = await startDouble()

    await expect(clientOf(url, 'nonsense').prices.list()).rejects.toMatchObject({ statusCode: 401 })
  })

  it('is asked for when it is missing, in the shape of a Stripe error', async () => {
    const { url } = await startDouble()

    const response = await fetch(`${url}/v1/prices`)

    expect(response.status).toBe(401)
    expect(await response.json()).toMatchObject({ error: { type: 'invalid_request_error' } })
  })
})
