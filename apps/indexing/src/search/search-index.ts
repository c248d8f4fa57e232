import { DurableObject } from 'cloudflare:workers'
import type { Bindings } from '../context.ts'
import { ALIKE_MIN, fuseScores } from '../rules/fuse-scores.ts'
import { lexicalQuery } from '../rules/lexical-query.ts'
import { type FoundPassage, type IndexedPassage, IndexStore } from './index-store.ts'
import type { PackedVectors } from './pack-vectors.ts'
import { scanVectors } from './scan-vectors.ts'

const CANDIDATES = 100
const RESULTS = 10

export type DocumentVersion = { documentId: string; version: number; name: string }

export type Hit = Omit<FoundPassage, 'id' | 'text'> & { score: number; snippet: string }

/** One team's index: its passages by their words and by their meaning. */
export class SearchIndex extends DurableObject<Bindings> {
  readonly #store = new IndexStore(this.ctx.storage.sql)

  /** Puts a document's passages in the place of its earlier ones, in one transaction. False where a newer version was here before. */
  async replace(
    document: DocumentVersion,
    passages: IndexedPassage[],
    vectors: PackedVectors,
  ): Promise<boolean> {
    return this.ctx.storage.transactionSync(() => {
      const { documentId, version, name } = document
      if (this.#store.versionOf(documentId) > version) return false
      this.#store.clear(documentId, version, name)
      this.#store.add(documentId, passages, vectors)
      return true
    })
  }

  /** Removes a document; the removal has a version of its own, so that what is still under way does not bring it back. */
  async remove({ documentId, version, name }: DocumentVersion): Promise<void> {
    this.ctx.storage.transactionSync(() => {
      if (this.#store.versionOf(documentId) <= version) this.#store.clear(documentId, version, name)
    })
  }

  /** @param vector the query's, alone in its pack. */
  async search(query: string, vector: PackedVectors): Promise<Hit[]> {
    const match = lexicalQuery(query)
    const byWords = match === undefined ? [] : this.#store.matchWords(match, CANDIDATES)
    const words = new Map(byWords.map(({ id, score }) => [id, score]))
    const best = fuseScores(words, this.#findAlike(vector, words), RESULTS)

    const snippets = new Map(byWords.map(({ id, snippet }) => [id, snippet]))
    const passages = this.#store.find(best.map(({ id }) => id))
    return best.flatMap(({ id, score }) => {
      const passage = passages.get(id)
      if (!passage) return []
      const { documentId, name, start, end, page, heading, text } = passage
      return [{ documentId, name, start, end, page, heading, score, snippet: snippets.get(id) ?? text }]
    })
  }

  /** The passages nearest in meaning, and how near those are that were found by their words. */
  #findAlike(
    { model, values, inverseLengths }: PackedVectors,
    words: Map<number, number>,
  ): Map<number, number> {
    const near = new Map<number, number>()
    let alike: [id: number, cosine: number][] = []
    const keepBest = () => alike.toSorted(([, a], [, b]) => b - a).slice(0, CANDIDATES)
    for (const segment of this.#store.segments(model)) {
      scanVectors(values, inverseLengths[0] ?? 0, segment.values, segment.inverseLengths).forEach(
        (cosine, i) => {
          const id = segment.firstPassage + i
          if (words.has(id)) near.set(id, cosine)
          else if (cosine >= ALIKE_MIN) alike.push([id, cosine])
        },
      )
      if (alike.length > 10 * CANDIDATES) alike = keepBest()
    }
    return new Map([...near, ...keepBest()])
  }
}
