/** A stretch of text, by character offsets. */
export type Span = { start: number; end: number }

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' })

// What begins like this begins anew: list items, quotes, table rows, headings.
const WRAPPED_LINE = /(?<=\S[ \t]*)\n(?=[ \t]*(?![-*+|>#]|\d+[.)]\s)\S)/g
const PARAGRAPH_END = /\n[ \t]*\n\s*$/

/** The sentences of a text without a gap, paragraph by paragraph; what follows a sentence belongs to it. */
export function splitSentences(text: string): Span[][] {
  // A line that was merely wrapped ends no sentence; as long as before, so that the offsets hold.
  const unwrapped = text.replace(WRAPPED_LINE, ' ')
  const paragraphs: Span[][] = []
  let paragraph: Span[] = []
  let held = ''
  for (const { segment, index } of segmenter.segment(unwrapped)) {
    const end = index + segment.length
    const last = paragraph.at(-1) ?? paragraphs.at(-1)?.at(-1)
    if (last && segment.trim() === '') last.end = end
    else paragraph.push({ start: index, end })
    held += segment
    if (PARAGRAPH_END.test(held.slice(-20))) {
      paragraphs.push(paragraph)
      paragraph = []
      held = ''
    }
  }
  if (paragraph.length > 0) paragraphs.push(paragraph)
  return paragraphs
}
