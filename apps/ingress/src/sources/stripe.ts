import { handledStripeTypes } from '@repo/events/stripe'
import { isSignedByOneOf, parseSha256Hex } from './hmac.ts'
import {
  isObject,
  PayloadRefused,
  parsePayload,
  type Signed,
  SignatureRefused,
  type Source,
} from './source.ts'

const HEADER = 'stripe-signature'
const TOLERANCE_SECONDS = 300
// Stripe sends one or two; more only costs us time.
const SIGNATURES_MAX = 8

/** https://docs.stripe.com/webhooks#verify-manually */
export const stripe: Source = {
  name: 'stripe',
  secretSetting: 'STRIPE_WEBHOOK_SECRET',
  keptHeaders: [HEADER],
  handledTypes: handledStripeTypes,

  async verify({ headers, body, secrets, now }: Signed) {
    const { timestamp, signatures } = parseHeader(headers.get(HEADER))
    if (Math.abs(now.getTime() / 1000 - Number(timestamp)) > TOLERANCE_SECONDS) {
      throw new SignatureRefused(HEADER, `the timestamp is more than ${TOLERANCE_SECONDS} s away from now`)
    }
    const prefix = new TextEncoder().encode(`${timestamp}.`)
    const signed = new Uint8Array(prefix.length + body.length)
    signed.set(prefix)
    signed.set(body, prefix.length)
    if (!(await isSignedByOneOf(secrets, signatures, signed))) {
      throw new SignatureRefused(HEADER, 'no v1 signature matches the body and an active secret')
    }
  },

  async identify(_headers, body) {
    const { id, type, data } = parsePayload(body)
    if (typeof id !== 'string' || !/^evt_\w{1,250}$/.test(id)) {
      throw new PayloadRefused('id', 'a Stripe event id is needed')
    }
    if (typeof type !== 'string' || !/^[a-z0-9_.]{1,100}$/.test(type)) {
      throw new PayloadRefused('type', 'an event type is needed')
    }
    const object = isObject(data) && isObject(data['object']) ? data['object'] : {}
    return { key: `stripe:${id}`, type, objectId: idOf(object), customerId: customerOf(object) }
  },
}

// Stripe's ids are short; what is not an id must not fill an event or a row.
function idOf({ id }: Record<string, unknown>): string | null {
  return typeof id === 'string' && id.length <= 255 ? id : null
}

/** A customer's own event is about that customer; elsewhere the field holds an id, or the customer itself where it was expanded. */
function customerOf(object: Record<string, unknown>): string | null {
  const customer = object['object'] === 'customer' ? object : object['customer']
  return idOf(isObject(customer) ? customer : { id: customer })
}

/** `t=1,v1=a,v1=b`: several v1 while a secret is rolled, in any order; other schemes are not ours. */
function parseHeader(header: string | null) {
  if (header === null) throw new SignatureRefused(HEADER, 'the signature header is missing')
  const fields = header.split(',').map((field) => field.trim().split('='))
  const valuesOf = (name: string) =>
    fields.flatMap(([key, value, ...junk]) => (key === name && value && junk.length === 0 ? [value] : []))

  const [timestamp, ...more] = valuesOf('t')
  if (!timestamp || more.length > 0 || !/^\d{1,12}$/.test(timestamp)) {
    throw new SignatureRefused(HEADER, 'the header needs exactly one t=<seconds>')
  }
  const signatures = valuesOf('v1').flatMap((hex) => parseSha256Hex(hex) ?? [])
  if (signatures.length === 0 || signatures.length > SIGNATURES_MAX) {
    throw new SignatureRefused(HEADER, `the header needs 1 to ${SIGNATURES_MAX} v1=<lower-case hex SHA-256>`)
  }
  return { timestamp, signatures }
}
