import type { Embedder } from './embedder.ts'
import { Unreadable } from './extract/unreadable.ts'
import type { ExtractedText } from './rules/passage.ts'
import { splitPassages } from './rules/split-passages.ts'
import type { IndexedPassage } from './search/index-store.ts'

/** About 500,000 words. More takes the embedder more than ten minutes. */
const PASSAGES_MAX = 5_000
// Ordinary prose fills a passage's tokens with half of this.
const PASSAGE_MAX_CHARACTERS = 1_000
// What is left of the model's tokens is for the heading.
const HEADING_TOKENS = 16
const OVERLAP_TOKENS = 20

/** The passages of a text, as long as the embedder reads. A text that has too many is refused as soon as that is known. */
export function cutPassages(
  extracted: ExtractedText,
  { maxTokens, countTokens }: Pick<Embedder, 'maxTokens' | 'countTokens'>,
): IndexedPassage[] {
  const size = {
    maxTokens: maxTokens - HEADING_TOKENS,
    maxCharacters: PASSAGE_MAX_CHARACTERS,
    overlapTokens: OVERLAP_TOKENS,
    countTokens,
  }
  const passages: IndexedPassage[] = []
  for (const passage of splitPassages(extracted, size)) {
    const text = extracted.text.slice(passage.start, passage.end).trim()
    // A stretch of blanks is in the text, but there is nothing to be found in it.
    if (text === '') continue
    if (passages.length === PASSAGES_MAX) {
      throw new Unreadable(
        `the document is too long: it has more than ${PASSAGES_MAX} passages of about 100 words`,
      )
    }
    passages.push({ ...passage, text })
  }
  return passages
}
