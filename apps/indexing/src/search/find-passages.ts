import { ALIKE_MIN, fuseScores } from '../rules/fuse-scores.ts'
import { lexicalQuery } from '../rules/lexical-query.ts'
import type { FoundPassage, IndexStore } from './index-store.ts'
import type { PackedVectors } from './pack-vectors.ts'
import { scanVectors } from './scan-vectors.ts'

const CANDIDATES = 100
const RESULTS = 10

export type Hit = Omit<FoundPassage, 'id' | 'text'> & { score: number; snippet: string }

/** The best passages for a query, by its words and by its meaning; `vector` is the query's, alone in its pack. */
export function findPassages(store: IndexStore, query: string, vector: PackedVectors): Hit[] {
  const match = lexicalQuery(query)
  const byWords = match === undefined ? [] : store.matchWords(match, CANDIDATES)
  const words = new Map(byWords.map(({ id, score }) => [id, score]))
  const best = fuseScores(words, findAlike(store, vector, words), RESULTS)

  const snippets = new Map(byWords.map(({ id, snippet }) => [id, snippet]))
  const passages = store.find(best.map(({ id }) => id))
  return best.flatMap(({ id, score }) => {
    const passage = passages.get(id)
    if (!passage) return []
    const { documentId, name, start, end, page, heading, text } = passage
    return [{ documentId, name, start, end, page, heading, score, snippet: snippets.get(id) ?? text }]
  })
}

/** The passages nearest in meaning, and how near those are that were found by their words. */
function findAlike(
  store: IndexStore,
  { model, values, inverseLengths }: PackedVectors,
  words: Map<number, number>,
): Map<number, number> {
  const near = new Map<number, number>()
  let alike: [id: number, cosine: number][] = []
  const keepBest = () => alike.toSorted(([, a], [, b]) => b - a).slice(0, CANDIDATES)
  for (const segment of store.segments(model)) {
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
