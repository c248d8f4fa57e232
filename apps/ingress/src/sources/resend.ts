import { identifyBy } from './identify-by.ts'
import type { Source } from './source.ts'
import { standardWebhooks } from './standard-webhooks.ts'

/** https://resend.com/docs/dashboard/webhooks/verify-webhooks-requests */
export const resend: Source = {
  name: 'resend',
  schemes: standardWebhooks('svix'),
  keptHeaders: ['svix-id', 'svix-timestamp', 'svix-signature'],
  handledTypes: [],
  identify: identifyBy({
    id: 'signed id',
    type: ['type'],
    object: ['data.email_id', 'data.id'],
    sequence: ['created_at'],
  }),
}
