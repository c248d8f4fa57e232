const INT8_MAX = 127

/** Vectors as the index keeps them: int8, each at a scale of its own, and 1 / length of each, so that a dot product gives a cosine. */
export type PackedVectors = {
  model: string
  dimensions: number
  values: Int8Array<ArrayBuffer>
  inverseLengths: Float32Array<ArrayBuffer>
}

export function packVectors(model: string, dimensions: number, vectors: Float32Array[]): PackedVectors {
  const values = new Int8Array(vectors.length * dimensions)
  const inverseLengths = new Float32Array(vectors.length)
  vectors.forEach((vector, i) => {
    const largest = vector.reduce((max, number) => Math.max(max, Math.abs(number)), 0)
    const packed = values.subarray(i * dimensions, (i + 1) * dimensions)
    packed.set(vector.map((number) => Math.round((number / (largest || 1)) * INT8_MAX)))
    inverseLengths[i] = 1 / (Math.hypot(...packed) || 1)
  })
  return { model, dimensions, values, inverseLengths }
}
