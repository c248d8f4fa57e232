/** `2 × seat, 1 × credits-1000`. */
export function formatLines(lines: readonly { sku: string; quantity: number }[] | null): string {
  return (lines ?? []).map(({ sku, quantity }) => `${quantity} × ${sku}`).join(', ')
}
