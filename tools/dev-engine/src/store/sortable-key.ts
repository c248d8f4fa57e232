const DIGITS = 16

/** Numbers as text that sorts as they do. */
export function sortableKey(id: number): string {
  return String(id).padStart(DIGITS, '0')
}
