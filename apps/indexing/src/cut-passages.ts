import type { Embedder } from './embedder.ts'
import { Unreadable } from './extract/extract-text.ts'
import type { ExtractedText } from './rules/passage.ts'
import { splitPassages } from './rules/split-passages.ts'
import type { IndexedPassage } from './search/index-store.ts'

/** About 500,000 words. More takes the embedder more than ten minutes. */
const PASSAGES_MAX = 5_000
// What is left of the model's tokens is for the heading.
const HEADING_TOKENS = 16
const OVERLAP_TOKENS = 20

/** The passages of a text, as long as the embedder reads. */
export function cutPassages(
  extracted: ExtractedText,
  { maxTokens, countTokens }: Embedder,
): IndexedPassage[] {
  const size = { maxTokens: maxTokens - HEADING_TOKENS, overlapTokens: OVERLAP_TOKENS, countTokens }
  const passages = splitPassages(extracted, size)
  if (passages.length > PASSAGES_MAX) {
    throw new Unreadable(
      `the document is too long: it has ${passages.length} passages, ${PASSAGES_MAX} are the most`,
    )
  }
  return passages.map((passage) => ({
    ...passage,
    text: extracted.text.slice(passage.start, passage.end).trim(),
  }))
}
