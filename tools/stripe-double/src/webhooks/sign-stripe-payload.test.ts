import { Stripe } from 'stripe'
import { describe, expect, it } from 'vitest'
import { anEvent } from '../objects/an-event.ts'
import { signStripePayload } from './sign-stripe-payload.ts'

const secret = 'whsec_double'
const timestamp = 1_767_225_600
const payload = JSON.stringify(anEvent('invoice.paid', { of: { description: 'é 🎟️ $& $$' } }))

const verify = (body: string | Uint8Array, header: string, ageSeconds = 0) =>
  new Stripe('sk_test_double').webhooks.constructEvent(
    typeof body === 'string' ? body : Buffer.from(body),
    header,
    secret,
    300,
    undefined,
    (timestamp + ageSeconds) * 1000,
  )

describe('a signature', () => {
  it('is accepted by the real client', () => {
    const event = verify(payload, signStripePayload({ payload, secret, timestamp }))

    expect(event).toEqual(JSON.parse(payload))
  })

  it('is the same for text and for its bytes', () => {
    const bytes = new TextEncoder().encode(payload)

    const header = signStripePayload({ payload: bytes, secret, timestamp })

    expect(header).toBe(signStripePayload({ payload, secret, timestamp }))
    expect(verify(bytes, header).type).toBe('invoice.paid')
  })

  it('does not fit a changed body', () => {
    const header = signStripePayload({ payload, secret, timestamp })

    expect(() => verify(`${payload} `, header)).toThrow('No signatures found matching')
  })

  it('does not fit another secret', () => {
    const header = signStripePayload({ payload, secret: 'whsec_other', timestamp })

    expect(() => verify(payload, header)).toThrow('No signatures found matching')
  })

  it('covers its timestamp', () => {
    const header = signStripePayload({ payload, secret, timestamp })

    expect(() => verify(payload, header, 301)).toThrow('Timestamp outside the tolerance zone')
    expect(() => verify(payload, header.replace(`t=${timestamp}`, `t=${timestamp + 301}`), 301)).toThrow(
      'No signatures found matching',
    )
  })
})
