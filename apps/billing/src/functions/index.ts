import { processOrder } from './process-order.ts'
import { stripeWebhook } from './stripe-webhook.ts'

export const functions = [stripeWebhook, processOrder]
