import { sha256Hex } from '../sha256-hex.ts'
import { at, idOf, parsePayload, secondsOf } from './payload.ts'
import { PayloadRefused, type Source } from './source.ts'

/** https://shopify.dev/docs/apps/build/webhooks/subscribe/https */
export const shopify: Source = {
  name: 'shopify',
  schemes: [
    {
      algorithm: 'hmac-sha256',
      secret: 'text',
      header: 'x-shopify-hmac-sha256',
      encoding: 'base64',
      signs: ['body'],
    },
  ],
  keptHeaders: [
    'x-shopify-hmac-sha256',
    'x-shopify-topic',
    'x-shopify-shop-domain',
    'x-shopify-event-id',
    'x-shopify-webhook-id',
    'x-shopify-triggered-at',
  ],
  handledTypes: [],

  // The topic is not signed, and the body does not tell it: orders/create and orders/paid may be the same bytes, and both are news.
  // Only a topic that some function handles makes an identity of its own: else whoever replays a captured body could make up topics for
  // ever. He still gets it in once for each handled topic; a function must read the object afresh before it believes a topic.
  async identify({ headers, body }) {
    const payload = parsePayload(body)
    const topic = headers.get('x-shopify-topic') ?? ''
    if (!/^[a-z_]{1,60}\/[a-z_]{1,60}$/.test(topic)) {
      throw new PayloadRefused('x-shopify-topic', 'the topic header is needed, such as orders/create')
    }
    // As a number the id would lose digits.
    const object = idOf(at(payload, 'admin_graphql_api_id'))
    const sequence = secondsOf(at(payload, 'updated_at'))
    const hash = await sha256Hex(body)
    return {
      id: this.handledTypes.includes(topic) ? `${hash}:${topic.replace('/', '.')}` : hash,
      type: topic,
      objectId: object,
      order: object !== null && sequence !== null ? { object, sequence } : null,
    }
  },
}
