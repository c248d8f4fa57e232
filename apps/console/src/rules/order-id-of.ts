/** A paid checkout's order is named after it. Null where a delivery is not about a checkout. */
export function orderIdOf({ type, objectId }: { type: string; objectId: string | null }): string | null {
  return type.startsWith('checkout.session.') && objectId ? `ord_${objectId}` : null
}
