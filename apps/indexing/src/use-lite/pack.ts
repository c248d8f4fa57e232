/** Where a tensor lies in the body of a pack, in bytes; every place is a multiple of 16. */
export type Place = { at: number; shape: number[] }

/**
 * What stands before the body of a pack. A matrix `x` is int8 in panels of eight columns, with `x.scales` and `x.bias` for each
 * column; the embeddings are int8 in rows, with a scale for each row; all else is f32.
 */
export type PackHeader = {
  places: Record<string, Place>
  vocabulary: { pieces: string[]; scores: number[] }
}

export type Pack = PackHeader & { body: Uint8Array<ArrayBuffer> }

const LENGTH_BYTES = 4

/** Takes a pack apart without copying: a four-byte length, that many bytes of JSON, the body. */
export function readPack(file: ArrayBuffer): Pack {
  const length = new DataView(file).getUint32(0, true)
  const header = new TextDecoder().decode(new Uint8Array(file, LENGTH_BYTES, length))
  return { ...(JSON.parse(header) as PackHeader), body: new Uint8Array(file, LENGTH_BYTES + length) }
}

export function writePack(header: PackHeader, body: Uint8Array): Uint8Array<ArrayBuffer> {
  const json = new TextEncoder().encode(JSON.stringify(header))
  const file = new Uint8Array(LENGTH_BYTES + json.length + body.length)
  new DataView(file.buffer).setUint32(0, json.length, true)
  file.set(json, LENGTH_BYTES)
  file.set(body, LENGTH_BYTES + json.length)
  return file
}
