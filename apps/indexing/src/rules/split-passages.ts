import type { ExtractedText, Passage, Section } from './passage.ts'
import { type Span, splitSentences } from './split-sentences.ts'
import { splitLongSpan } from './split-long-span.ts'

export type PassageSize = {
  maxTokens: number
  /** Whatever its tokens are: blanks have none, and of what the model does not know it makes one. */
  maxCharacters: number
  /** How much of a passage the next one repeats where a paragraph had to be cut. */
  overlapTokens: number
  countTokens: (text: string) => number
}

type Piece = Span & { tokens: number }

// Less than this under a heading is the heading itself: it goes with what follows.
const HEADING_TOKENS = 16
const HEADING_CHARACTERS = 400

/**
 * Cuts a text into passages that fit an embedding: at headings and at the ends of pages always, so that what is found stands on the
 * page that it names; then between paragraphs, then between sentences, within a sentence only where one alone is too long. Without a gap: the passages together are the text. Each is cut when it is asked for, so
 * that whoever has enough stops.
 */
export function* splitPassages({ text, sections }: ExtractedText, size: PassageSize): Generator<Passage> {
  for (const block of blocksOf(text, sections, size.countTokens)) {
    const { page = null, heading = [] } = sectionAt(block.end - 1, sections) ?? {}
    for (const span of splitBlock(text, block, size)) yield { ...span, page, heading }
  }
}

/** Stretches of one page under one heading; a heading with nothing of its own goes with what follows below it. */
function* blocksOf(
  text: string,
  sections: Section[],
  countTokens: (text: string) => number,
): Generator<Span> {
  const isBare = (from: number, to: number) =>
    to - from < HEADING_CHARACTERS && countTokens(text.slice(from, to)) < HEADING_TOKENS
  let start = 0
  let above: Pick<Section, 'page' | 'heading'> = { page: null, heading: [] }
  for (const { start: end, page, heading } of sections) {
    if (page === above.page && isSame(heading, above.heading)) continue
    const isBelow = page === above.page && isPrefix(above.heading, heading)
    above = { page, heading }
    if (end === start || (isBelow && isBare(start, end))) continue
    yield { start, end }
    start = end
  }
  if (start < text.length) yield { start, end: text.length }
}

function* splitBlock(
  text: string,
  block: Span,
  { maxTokens, maxCharacters, overlapTokens, countTokens }: PassageSize,
): Generator<Span> {
  const measured = ({ start, end }: Span): Piece => ({
    start,
    end,
    tokens: countTokens(text.slice(start, end)),
  })
  const fits = (together: Piece[]) =>
    total(together) <= maxTokens && (together.at(-1)?.end ?? 0) - (together[0]?.start ?? 0) <= maxCharacters
  let pieces: Piece[] = []

  for (const paragraph of splitSentences(text.slice(block.start, block.end), maxCharacters)) {
    const sentences = paragraph
      .map(({ start, end }) => measured({ start: start + block.start, end: end + block.start }))
      .flatMap((piece) =>
        piece.tokens > maxTokens ? splitLongSpan(text, piece, maxTokens, countTokens).map(measured) : [piece],
      )
    if (total(pieces) >= maxTokens / 2 && !fits([...pieces, ...sentences])) {
      yield spanOf(pieces)
      pieces = []
    }
    let isMidParagraph = false
    for (const sentence of sentences) {
      if (pieces.length > 0 && !fits([...pieces, sentence])) {
        yield spanOf(pieces)
        const overlap = isMidParagraph ? tailOf(pieces, overlapTokens) : []
        pieces = fits([...overlap, sentence]) ? overlap : []
      }
      pieces.push(sentence)
      isMidParagraph = true
    }
  }
  if (pieces.length > 0) yield spanOf(pieces)
}

/** The last pieces that are together small enough. */
function tailOf(pieces: Piece[], maxTokens: number): Piece[] {
  let tokens = 0
  let from = pieces.length
  while (from > 1 && tokens + (pieces[from - 1]?.tokens ?? 0) <= maxTokens) {
    from -= 1
    tokens += pieces[from]?.tokens ?? 0
  }
  return pieces.slice(from)
}

const total = (pieces: Piece[]) => pieces.reduce((sum, { tokens }) => sum + tokens, 0)
const spanOf = (pieces: Piece[]): Span => ({ start: pieces[0]?.start ?? 0, end: pieces.at(-1)?.end ?? 0 })
const isPrefix = (path: string[], longer: string[]) => path.every((part, i) => longer[i] === part)
const isSame = (a: string[], b: string[]) => a.length === b.length && isPrefix(a, b)

/** The last section that begins no later; by halves, for there may be as many sections as passages. */
function sectionAt(offset: number, sections: Section[]): Section | undefined {
  let [low, high] = [0, sections.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sections[middle]?.start ?? 0) <= offset) low = middle + 1
    else high = middle
  }
  return sections[low - 1]
}
