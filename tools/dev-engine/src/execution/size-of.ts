const encoder = new TextEncoder()
/** A unit of a string takes three bytes of UTF-8 at most. */
const MOST_BYTES = 3

/** In bytes, as JSON. */
export function sizeOf(value: unknown): number {
  return encoder.encode(JSON.stringify(value) ?? '').length
}

/** Whether a text has more bytes; what is clearly short is not measured. */
export function isLarger(text: string, bytes: number): boolean {
  if (text.length * MOST_BYTES <= bytes) return false
  return text.length > bytes || encoder.encode(text).length > bytes
}
