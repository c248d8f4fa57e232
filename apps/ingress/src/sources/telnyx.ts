import { identifyBy } from './identify-by.ts'
import type { Source } from './source.ts'

/** Its setting holds the public key. https://developers.telnyx.com/development/api-fundamentals/webhooks/receiving-webhooks */
export const telnyx: Source = {
  name: 'telnyx',
  schemes: [
    {
      algorithm: 'ed25519',
      secret: 'base64',
      header: 'telnyx-signature-ed25519',
      encoding: 'base64',
      signs: ['timestamp', { text: '|' }, 'body'],
      time: { in: 'header', header: 'telnyx-timestamp', toleranceSeconds: 300 },
    },
  ],
  keptHeaders: ['telnyx-signature-ed25519', 'telnyx-timestamp'],
  handledTypes: [],
  identify: identifyBy({
    id: ['data.id'],
    type: ['data.event_type'],
    object: ['data.payload.id', 'data.payload.call_control_id'],
    sequence: ['data.occurred_at'],
  }),
}
