/** A stretch of text, by character offsets. */
export type Span = { start: number; end: number }

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' })

// What begins like this begins anew: list items, quotes, table rows, headings.
const WRAPPED_LINE = /(?<=\S[ \t]*)\n(?=[ \t]*(?![-*+|>#]|\d+[.)]\s)\S)/g
const PARAGRAPH_END = /\n[ \t]*\n\s*$/
const PARAGRAPH_END_WITHIN = 20
// A paragraph is looked at as a whole, so what has no end of its own gets one.
const PARAGRAPH_MAX_CHARACTERS = 8_000

/**
 * The sentences of a text without a gap, paragraph by paragraph as they are asked for; what follows a sentence belongs to it. One that is
 * longer than `maxCharacters` comes in parts.
 */
export function* splitSentences(text: string, maxCharacters: number): Generator<Span[]> {
  // A line that was merely wrapped ends no sentence; as long as before, so that the offsets hold.
  const unwrapped = text.replace(WRAPPED_LINE, ' ')
  let paragraph: Span[] = []
  let isEnded = false
  let tail = ''
  for (const { segment, index } of segmenter.segment(unwrapped)) {
    const end = index + segment.length
    const last = paragraph.at(-1)
    const isBlank = segment.trim() === ''
    if (last && isEnded && !isBlank) {
      yield* partsOf(unwrapped, paragraph, maxCharacters)
      paragraph = []
    }
    if (last && isBlank) last.end = end
    else paragraph.push({ start: index, end })
    // The end of the text alone: to ask all of it each time would take for ever.
    tail = (tail + segment.slice(-PARAGRAPH_END_WITHIN)).slice(-PARAGRAPH_END_WITHIN)
    const isLong = end - (paragraph[0]?.start ?? 0) > PARAGRAPH_MAX_CHARACTERS
    isEnded = (isEnded && isBlank) || isLong || PARAGRAPH_END.test(tail)
  }
  yield* partsOf(unwrapped, paragraph, maxCharacters)
}

/** The paragraph itself, unless a sentence of it is too long for anybody to look at the whole. */
function* partsOf(text: string, sentences: Span[], maxCharacters: number): Generator<Span[]> {
  let part: Span[] = []
  for (const sentence of sentences) {
    for (const span of cut(text, sentence, maxCharacters)) {
      if (span.end - (part[0]?.start ?? span.start) > PARAGRAPH_MAX_CHARACTERS + maxCharacters) {
        yield part
        part = []
      }
      part.push(span)
    }
  }
  if (part.length > 0) yield part
}

/** Cut after a blank where there is one near enough. */
function* cut(text: string, { start, end }: Span, maxCharacters: number): Generator<Span> {
  let from = start
  while (end - from > maxCharacters) {
    const window = text.slice(from, from + maxCharacters)
    const blank = window.search(/\s\S*$/)
    const to = blank > 0 ? from + blank + 1 : wholeCharacter(text, from + maxCharacters)
    yield { start: from, end: to }
    from = to
  }
  if (end > from) yield { start: from, end }
}

/** The place itself, or one further where it is within a surrogate pair. */
export function wholeCharacter(text: string, at: number): number {
  const code = text.charCodeAt(at)
  return code >= 0xdc00 && code <= 0xdfff ? at + 1 : at
}
