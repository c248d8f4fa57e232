import { exports } from 'cloudflare:workers'
import { expect, it } from 'vitest'

it('refuses a webhook without a signature', async () => {
  const response = await exports.default.fetch('https://gateway/webhooks/stripe', {
    method: 'POST',
    body: '{}',
  })

  expect(response.status).toBe(401)
  expect(await response.json()).toMatchObject({ code: 'unauthenticated', field: 'stripe-signature' })
})
