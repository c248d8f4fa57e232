import { identifyBy } from './identify-by.ts'
import type { Source } from './source.ts'
import { standardWebhooks } from './standard-webhooks.ts'

/** https://clerk.com/docs/guides/development/webhooks/overview */
export const clerk: Source = {
  name: 'clerk',
  schemes: standardWebhooks('svix'),
  keptHeaders: ['svix-id', 'svix-timestamp', 'svix-signature'],
  handledTypes: [],
  identify: identifyBy({ id: 'signed id', type: ['type'], object: ['data.id'], sequence: ['timestamp'] }),
}
