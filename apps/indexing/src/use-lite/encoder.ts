import { attend, type Segment } from './attend.ts'
import { type Address, KernelMemory, roundUp } from './kernel-memory.ts'
import type { Pack } from './pack.ts'

/** The longest text that the model reads; what comes after is not read. */
export const MAX_TOKENS = 128
export const DIMENSIONS = 512

const EMBEDDING = 256
const WIDE = 1536

/** USE-lite: two transformer layers, the mean over a text's tokens, one dense layer; vectors of length 1. */
export class Encoder {
  readonly #memory
  readonly #maxRows: number
  readonly #timing: Float32Array

  /** @param maxTexts how many texts a batch may have; more need more memory and are no faster from four on. */
  constructor(kernel: WebAssembly.Module, pack: Pack, maxTexts: number) {
    this.#maxRows = maxTexts * MAX_TOKENS
    const rows = roundUp(this.#maxRows)
    this.#memory = new KernelMemory(kernel, pack, {
      state: rows * DIMENSIONS,
      normed: rows * DIMENSIONS,
      residual: rows * DIMENSIONS,
      wide: rows * WIDE,
      attention: MAX_TOKENS ** 2,
    })
    this.#timing = this.#timingSignal()
  }

  /** A vector for each list of tokens. */
  encode(texts: number[][]): Float32Array[] {
    const segments = segmentsOf(texts)
    const rows = segments.reduce((sum, { length }) => sum + length, 0)
    if (rows > this.#maxRows) throw new Error(`${rows} tokens are more than ${this.#maxRows}`)
    if (rows === 0) return texts.map(() => new Float32Array(DIMENSIONS))

    const { at } = this.#memory
    texts.forEach((ids, text) => this.#embed(ids, segments[text]))
    this.#memory.multiply('adjust', at.state, at.residual, rows)
    this.#attend('0', segments, rows, EMBEDDING, at.state)
    this.#feed('0', rows)
    this.#attend('1', segments, rows, DIMENSIONS, at.residual)
    this.#feed('1', rows)
    return this.#pool(segments)
  }

  /** Attention over the normed `from`, added to the residual stream. */
  #attend(layer: string, segments: Segment[], rows: number, width: number, from: Address): void {
    const { at } = this.#memory
    this.#memory.normalise(`${layer}.attentionNorm`, from, at.normed, rows)
    this.#memory.multiply(`${layer}.attend`, at.normed, at.wide, rows)
    attend(this.#memory, segments, at.wide, at.normed, width)
    this.#memory.multiply(`${layer}.gather`, at.normed, at.state, rows)
    this.#memory.add(at.state, at.residual, rows * DIMENSIONS)
  }

  #feed(layer: string, rows: number): void {
    const { at } = this.#memory
    this.#memory.normalise(`${layer}.feedNorm`, at.residual, at.normed, rows)
    this.#memory.multiply(`${layer}.widen`, at.normed, at.wide, rows, 0)
    this.#memory.multiply(`${layer}.narrow`, at.wide, at.state, rows)
    this.#memory.add(at.state, at.residual, rows * DIMENSIONS)
  }

  /** The graph adds the tokens' embeddings to themselves and to the timing signal. */
  #embed(ids: number[], segment: Segment = { from: 0, length: 0 }): void {
    const memory = this.#memory
    const embeddings = memory.place('embeddings').at
    const scales = memory.tensor('embeddings.scales')
    const rows = memory.view(memory.at.state + segment.from * EMBEDDING * 4, segment.length * EMBEDDING)
    for (let position = 0; position < segment.length; position++) {
      const id = ids[position] ?? 0
      const scale = 2 * (scales[id] ?? 0)
      for (let i = 0, row = position * EMBEDDING; i < EMBEDDING; i++) {
        const embedded = scale * (memory.bytes[embeddings + id * EMBEDDING + i] ?? 0)
        rows[row + i] = embedded + (this.#timing[row + i] ?? 0)
      }
    }
  }

  #pool(segments: Segment[]): Float32Array[] {
    const { at } = this.#memory
    segments.forEach(({ from, length }, text) => {
      const mean = this.#memory.view(at.normed + text * DIMENSIONS * 4, DIMENSIONS).fill(0)
      const rows = this.#memory.view(at.residual + from * DIMENSIONS * 4, length * DIMENSIONS)
      for (let i = 0; i < rows.length; i++) {
        const column = i % DIMENSIONS
        mean[column] = (mean[column] ?? 0) + (rows[i] ?? 0) / length
      }
    })
    this.#memory.multiply('finish', at.normed, at.state, segments.length)
    return segments.map((_, text) => unit(this.#memory.view(at.state + text * DIMENSIONS * 4, DIMENSIONS)))
  }

  /** Sines and cosines of the position. */
  #timingSignal(): Float32Array {
    const frequencies = this.#memory.tensor('frequencies')
    const count = frequencies.length
    return Float32Array.from({ length: MAX_TOKENS * EMBEDDING }, (_, i) => {
      const [position, column] = [Math.floor(i / EMBEDDING), i % EMBEDDING]
      const angle = position * (frequencies[column % count] ?? 0)
      return column < count ? Math.sin(angle) : Math.cos(angle)
    })
  }
}

function segmentsOf(texts: number[][]): Segment[] {
  let end = 0
  return texts.map((ids) => {
    const from = end
    const length = Math.min(ids.length, MAX_TOKENS)
    end += length
    return { from, length }
  })
}

function unit(row: Float32Array): Float32Array {
  const vector = row.map(Math.tanh)
  const length = Math.hypot(...vector)
  return vector.map((number) => number / (length || 1))
}
