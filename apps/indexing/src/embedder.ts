import kernel from '../dist/kernel.wasm'
import type { Bindings } from './context.ts'
import { createUseLite } from './use-lite/create-use-lite.ts'

/** Turns texts into vectors of length 1 whose dot product says how alike the texts are in meaning. */
export type Embedder = {
  /** Vectors of different models are never compared. */
  model: string
  dimensions: number
  /** What of a text is longer than this is not read. */
  maxTokens: number
  countTokens: (text: string) => number
  embed: (texts: string[]) => Promise<Float32Array[]>
}

let loaded: Promise<Embedder> | undefined

/** Once for each isolate, at the first use. */
export async function loadEmbedder({ MODEL }: Pick<Bindings, 'MODEL'>): Promise<Embedder> {
  loaded ??= load(MODEL)
  try {
    return await loaded
  } catch (error) {
    loaded = undefined
    throw error
  }
}

async function load(model: Fetcher): Promise<Embedder> {
  const response = await model.fetch('https://model/use-lite.pack')
  if (!response.ok) throw new Error(`the model cannot be read: ${response.status}`)
  return createUseLite(kernel, await response.arrayBuffer())
}
