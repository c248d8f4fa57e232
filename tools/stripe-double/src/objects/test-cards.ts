const declineCodes: Record<string, string | undefined> = {
  pm_card_visa: undefined,
  pm_card_mastercard: undefined,
  pm_card_chargeDeclined: 'generic_decline',
  pm_card_chargeDeclinedInsufficientFunds: 'insufficient_funds',
}

/** https://docs.stripe.com/testing: the payment methods that the double knows. */
export const testCards = Object.keys(declineCodes)

/** Why the bank refuses, or `undefined` when it pays. */
export function declineOf(paymentMethod: string | null): string | undefined {
  return paymentMethod === null ? undefined : declineCodes[paymentMethod]
}
