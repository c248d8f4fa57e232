import type { Embedder } from '../embedder.ts'
import { DIMENSIONS, Encoder, MAX_TOKENS } from './encoder.ts'
import { readPack } from './pack.ts'
import { Tokenizer } from './tokenizer.ts'

const BATCH = 4

/** Google's Universal Sentence Encoder (lite), with int8 weights: English, no network, no GPU. */
export function createUseLite(kernel: WebAssembly.Module, file: ArrayBuffer): Embedder {
  const pack = readPack(file)
  const tokenizer = new Tokenizer(pack.vocabulary)
  const encoder = new Encoder(kernel, pack, BATCH)
  return {
    model: 'use-lite-int8',
    dimensions: DIMENSIONS,
    maxTokens: MAX_TOKENS,
    countTokens: (text) => tokenizer.count(text),
    embed: async (texts) => {
      const vectors: Float32Array[] = []
      for (let from = 0; from < texts.length; from += BATCH) {
        const batch = texts.slice(from, from + BATCH).map((text) => tokenizer.encode(text))
        // What the model knows nothing of, such as another script, would all be alike, and like any nonsense.
        vectors.push(
          ...encoder
            .encode(batch)
            .map((vector, i) => (tokenizer.knows(batch[i] ?? []) ? vector : new Float32Array(DIMENSIONS))),
        )
      }
      return vectors
    },
  }
}
