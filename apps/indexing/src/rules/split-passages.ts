import type { ExtractedText, Passage, Section } from './passage.ts'
import { type Span, splitSentences } from './split-sentences.ts'
import { splitLongSpan } from './split-long-span.ts'

export type PassageSize = {
  maxTokens: number
  /** How much of a passage the next one repeats where a paragraph had to be cut. */
  overlapTokens: number
  countTokens: (text: string) => number
}

type Piece = Span & { tokens: number }

// Less than this under a heading is the heading itself: it goes with what follows.
const HEADING_TOKENS = 16

/**
 * Cuts a text into passages that fit an embedding: at headings always, then between paragraphs, then between sentences, within a
 * sentence only where one alone is too long. Without a gap: the passages together are the text.
 */
export function splitPassages({ text, sections }: ExtractedText, size: PassageSize): Passage[] {
  return blocksOf(text, sections, size.countTokens).flatMap((block) => {
    const heading = sectionAt(block.end - 1, sections)?.heading ?? []
    return splitBlock(text, block, size).map((span) => {
      const visible = span.start + text.slice(span.start, span.end).search(/\S|$/)
      return { ...span, page: sectionAt(visible, sections)?.page ?? null, heading }
    })
  })
}

/** Stretches under one heading; a heading with nothing of its own goes with what follows below it. */
function blocksOf(text: string, sections: Section[], countTokens: (text: string) => number): Span[] {
  const openings = sections.filter(({ heading }, i) => !isSame(heading, sections[i - 1]?.heading ?? []))
  const blocks: Span[] = []
  let start = 0
  openings.forEach(({ start: end, heading }, i) => {
    const isBelow = isPrefix(openings[i - 1]?.heading ?? [], heading)
    if (end === start || (isBelow && countTokens(text.slice(start, end)) < HEADING_TOKENS)) return
    blocks.push({ start, end })
    start = end
  })
  if (start < text.length) blocks.push({ start, end: text.length })
  return blocks
}

function splitBlock(
  text: string,
  block: Span,
  { maxTokens, overlapTokens, countTokens }: PassageSize,
): Span[] {
  const measured = ({ start, end }: Span): Piece => ({
    start,
    end,
    tokens: countTokens(text.slice(start, end)),
  })
  const spans: Span[] = []
  let pieces: Piece[] = []

  const total = (of: Piece[]) => of.reduce((sum, { tokens }) => sum + tokens, 0)
  const close = (overlap: Piece[]) => {
    const [first, last] = [pieces.at(0), pieces.at(-1)]
    if (first && last) spans.push({ start: first.start, end: last.end })
    pieces = overlap
  }

  for (const paragraph of splitSentences(text.slice(block.start, block.end))) {
    const sentences = paragraph
      .map(({ start, end }) => measured({ start: start + block.start, end: end + block.start }))
      .flatMap((piece) =>
        piece.tokens > maxTokens ? splitLongSpan(text, piece, maxTokens, countTokens).map(measured) : [piece],
      )
    const isHalfFull = total(pieces) >= maxTokens / 2
    if (isHalfFull && total(pieces) + total(sentences) > maxTokens) close([])
    let isMidParagraph = false
    for (const sentence of sentences) {
      if (pieces.length > 0 && total(pieces) + sentence.tokens > maxTokens) {
        const overlap = isMidParagraph ? tailOf(pieces, overlapTokens) : []
        close(total(overlap) + sentence.tokens > maxTokens ? [] : overlap)
      }
      pieces.push(sentence)
      isMidParagraph = true
    }
  }
  close([])
  return spans
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

const sectionAt = (offset: number, sections: Section[]) => sections.findLast(({ start }) => start <= offset)
const isPrefix = (path: string[], longer: string[]) => path.every((part, i) => longer[i] === part)
const isSame = (a: string[], b: string[]) => a.length === b.length && isPrefix(a, b)
