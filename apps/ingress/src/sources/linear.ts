import { identifyBy } from './identify-by.ts'
import type { Source } from './source.ts'

/** https://linear.app/developers/webhooks */
export const linear: Source = {
  name: 'linear',
  schemes: [
    {
      algorithm: 'hmac-sha256',
      secret: 'text',
      header: 'linear-signature',
      encoding: 'hex',
      signs: ['body'],
      time: { in: 'body', field: 'webhookTimestamp', unit: 'ms', toleranceSeconds: 60 },
    },
  ],
  keptHeaders: ['linear-signature', 'linear-event', 'linear-delivery'],
  handledTypes: [],
  // Linear-Delivery is not signed, and the body's own time moves with each try: what happened to what, and when, is the identity.
  identify: identifyBy({
    id: ['type', 'action', 'data.id', 'createdAt'],
    type: ['type', 'action'],
    object: ['data.id'],
    sequence: ['data.updatedAt', 'createdAt'],
  }),
}
