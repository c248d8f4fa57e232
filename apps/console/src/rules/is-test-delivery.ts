/** An edited copy that an operator filed; ingress gives these ids, and no sender's id is one. */
export function isTestDelivery(id: string): boolean {
  return /^[\w-]+:test_/.test(id)
}
