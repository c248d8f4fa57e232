import type { PackedVectors } from './pack-vectors.ts'

type Header = { model: string; dimensions: number; count: number }

const HEADER_BYTES = 256
const F32_BYTES = 4

/** Packed vectors as bytes: a header of JSON, filled up with spaces, then the lengths, then the vectors. */
export function writeVectors({ values, inverseLengths, ...model }: PackedVectors): ArrayBuffer {
  const header = JSON.stringify({ ...model, count: inverseLengths.length }).padEnd(HEADER_BYTES)
  const bytes = new Uint8Array(HEADER_BYTES + inverseLengths.byteLength + values.byteLength)
  new TextEncoder().encodeInto(header, bytes)
  bytes.set(new Uint8Array(inverseLengths.buffer), HEADER_BYTES)
  bytes.set(values, HEADER_BYTES + inverseLengths.byteLength)
  return bytes.buffer
}

export function readVectors(bytes: ArrayBuffer): PackedVectors {
  const header = new TextDecoder().decode(new Uint8Array(bytes, 0, HEADER_BYTES))
  const { model, dimensions, count } = JSON.parse(header) as Header
  return {
    model,
    dimensions,
    inverseLengths: new Float32Array(bytes, HEADER_BYTES, count),
    values: new Int8Array(bytes, HEADER_BYTES + count * F32_BYTES, count * dimensions),
  }
}
