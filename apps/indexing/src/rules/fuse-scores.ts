/**
 * BM25 counts a word the more the rarer it is, so that half of the weight of words is for what a rare word or two come to, and words
 * that are everywhere come to nothing. To divide by the best score instead gives full weight to whatever matches at all, and a passage
 * found by meaning alone then stands below everything that shares a word with the query.
 */
const WORDS_HALF = 30

/**
 * How much likeness in meaning counts beside words. A weighted sum of scores beats a fusion of ranks: https://arxiv.org/abs/2210.11934.
 * Both numbers are the best for the training questions of SciFact; `npm run measure -w @repo/indexing` says what they come to.
 */
const MEANING_WEIGHT = 0.5

/** So many of those nearest in meaning are always among the best. */
const MEANING_PLACES = 2

/**
 * Less alike than this is not alike. Measured with USE-lite on a handbook of 21 passages: of 29 questions that share no word with their
 * answer 25 still find it, and of 30 that have no answer there 3 find something.
 */
export const ALIKE_MIN = 0.33

export type Scored = { id: number; score: number }

/** The best passages by words (BM25) and by meaning (cosines), best first; the score is at most 1.5. */
export function fuseScores(
  words: Map<number, number>,
  meaning: Map<number, number>,
  limit: number,
): Scored[] {
  const score = (id: number) => saturate(words.get(id) ?? 0) + MEANING_WEIGHT * (meaning.get(id) ?? 0)
  const ranked = [...new Set([...words.keys(), ...meaning.keys()])]
    .map((id) => ({ id, score: score(id) }))
    .toSorted((a, b) => b.score - a.score || a.id - b.id)

  const meant = nearest(meaning)
  const others = ranked.filter(({ id }) => !meant.has(id)).slice(0, Math.max(limit - meant.size, 0))
  const best = new Set([...meant, ...others.map(({ id }) => id)])
  return ranked.filter(({ id }) => best.has(id)).slice(0, limit)
}

const saturate = (bm25: number) => bm25 / (bm25 + WORDS_HALF)

const nearest = (meaning: Map<number, number>) =>
  new Set(
    [...meaning]
      .filter(([, cosine]) => cosine >= ALIKE_MIN)
      .toSorted(([, a], [, b]) => b - a)
      .slice(0, MEANING_PLACES)
      .map(([id]) => id),
  )
