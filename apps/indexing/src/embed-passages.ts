import type { Embedder } from './embedder.ts'
import type { IndexedPassage } from './search/index-store.ts'
import { type PackedVectors, packVectors } from './search/pack-vectors.ts'

const HEADING_MAX_CHARACTERS = 60

/** The meaning of passages, each read together with the heading that it stands under. */
export async function embedPassages(embedder: Embedder, passages: IndexedPassage[]): Promise<PackedVectors> {
  const vectors = await embedder.embed(passages.map(inContext))
  return packVectors(embedder.model, embedder.dimensions, vectors)
}

function inContext({ heading, text }: IndexedPassage): string {
  const title = heading.at(-1)?.slice(0, HEADING_MAX_CHARACTERS)
  return title === undefined || text.trimStart().startsWith(title) ? text : `${title}\n${text}`
}
