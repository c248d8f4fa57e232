import { StripeError } from '../http/stripe-error.ts'
import type { WebhookTarget, World } from '../world.ts'

export function webhookOf({ webhook }: World): WebhookTarget {
  if (webhook) return webhook
  const message = 'this double was started without a webhook url, so it cannot deliver'
  throw new StripeError(400, { type: 'invalid_request_error', message, param: 'deliver' })
}
