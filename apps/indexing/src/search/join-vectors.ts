import type { PackedVectors } from './pack-vectors.ts'

/** Several packs of one model as one. */
export function joinVectors(packs: PackedVectors[]): PackedVectors {
  const [first] = packs
  if (!first) throw new Error('there are no vectors')
  const { model, dimensions } = first
  if (packs.some((pack) => pack.model !== model)) throw new Error(`not all vectors are from ${model}`)

  const count = packs.reduce((sum, { inverseLengths }) => sum + inverseLengths.length, 0)
  const values = new Int8Array(count * dimensions)
  const inverseLengths = new Float32Array(count)
  let at = 0
  for (const pack of packs) {
    values.set(pack.values, at * dimensions)
    inverseLengths.set(pack.inverseLengths, at)
    at += pack.inverseLengths.length
  }
  return { model, dimensions, values, inverseLengths }
}
