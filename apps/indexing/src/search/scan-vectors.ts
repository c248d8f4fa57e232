/** The cosine of a packed query with each of the packed vectors. */
export function scanVectors(
  query: Int8Array,
  queryInverseLength: number,
  values: Int8Array,
  inverseLengths: Float32Array,
): Float32Array {
  const width = query.length
  const cosines = new Float32Array(inverseLengths.length)
  for (let i = 0, at = 0; i < cosines.length; i++, at += width) {
    // Two sums, so that one product need not wait for the other.
    let even = 0
    let odd = 0
    for (let j = 0; j < width; j += 2) {
      even += (query[j] ?? 0) * (values[at + j] ?? 0)
      odd += (query[j + 1] ?? 0) * (values[at + j + 1] ?? 0)
    }
    cosines[i] = (even + odd) * queryInverseLength * (inverseLengths[i] ?? 0)
  }
  return cosines
}
