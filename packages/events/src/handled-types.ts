// Without the SDK or a schema in it: the door that answers a webhook reads this file, and is to start fast.

/** The Stripe types that a function handles; all others are kept as deliveries and never announced. */
export const handledStripeTypes = [
  'checkout.session.completed',
  'checkout.session.async_payment_succeeded',
  'customer.subscription.deleted',
] as const

export type HandledStripeType = (typeof handledStripeTypes)[number]

/** The GitHub types (`event` or `event.action`) that a function handles. */
export const handledGithubTypes = [
  'push',
  'installation.created',
  'installation.deleted',
  'installation.suspend',
  'installation.unsuspend',
] as const
