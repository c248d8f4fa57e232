import type { Address, KernelMemory } from './kernel-memory.ts'

const F32_BYTES = 4
const HEADS = 4

/** One text of a batch: its first row and how many there are. */
export type Segment = { from: number; length: number }

/** Multi-head attention within each segment; a row of `from` is query, key and value beside each other. */
export function attend(
  memory: KernelMemory<'attention'>,
  segments: Segment[],
  from: Address,
  to: Address,
  width: number,
): void {
  const { kernel, at } = memory
  const headWidth = width / HEADS
  const stride = 3 * width * F32_BYTES
  for (const segment of segments) {
    const weights = memory.view(at.attention, segment.length ** 2)
    for (let head = 0; head < HEADS; head++) {
      const column = head * headWidth * F32_BYTES
      const query = from + segment.from * stride + column
      const key = query + width * F32_BYTES
      const value = key + width * F32_BYTES
      const out = to + segment.from * width * F32_BYTES + column
      kernel.compare(query, key, at.attention, segment.length, stride, headWidth)
      for (let row = 0; row < segment.length; row++) {
        softmax(weights.subarray(row * segment.length, (row + 1) * segment.length), headWidth)
      }
      kernel.mix(at.attention, value, out, segment.length, stride, width * F32_BYTES, headWidth)
    }
  }
}

function softmax(row: Float32Array, headWidth: number): void {
  const sharpness = 1 / Math.sqrt(headWidth)
  let max = Number.NEGATIVE_INFINITY
  for (let i = 0; i < row.length; i++) max = Math.max(max, row[i] ?? 0)
  let sum = 0
  for (let i = 0; i < row.length; i++) {
    const weight = Math.exp(((row[i] ?? 0) - max) * sharpness)
    row[i] = weight
    sum += weight
  }
  for (let i = 0; i < row.length; i++) row[i] = (row[i] ?? 0) / sum
}
