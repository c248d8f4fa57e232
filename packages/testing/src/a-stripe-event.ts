export type StripeEvent<T extends { id: string } = { id: string }> = {
  id: string
  object: 'event'
  type: string
  created: number
  data: { object: T }
}

/** An event as Stripe sends it, happening now unless said otherwise. */
export function aStripeEvent<T extends { id: string }>(
  type: string,
  object: T,
  more: Partial<Omit<StripeEvent<T>, 'data'>> = {},
): StripeEvent<T> {
  const id = `evt_${crypto.randomUUID().replaceAll('-', '')}`
  return { id, object: 'event', type, created: Math.floor(Date.now() / 1000), ...more, data: { object } }
}
