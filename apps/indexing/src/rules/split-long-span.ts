import { type Span, wholeCharacter } from './split-sentences.ts'

/** Cuts what is too long for one passage between its words, and a word that is too long wherever it must be. */
export function splitLongSpan(
  text: string,
  { start, end }: Span,
  maxTokens: number,
  countTokens: (text: string) => number,
): Span[] {
  const spans: Span[] = []
  let from = start
  let tokens = 0
  const cutAt = (to: number) => {
    if (to > from) spans.push({ start: from, end: to })
    from = to
    tokens = 0
  }
  for (const match of text.slice(start, end).matchAll(/\s*\S+\s*/g)) {
    const at = start + match.index
    const [word] = match
    const count = countTokens(word)
    if (tokens + count > maxTokens) cutAt(at)
    if (count > maxTokens) {
      // A token has at least one character, so that so many characters are never too many tokens.
      for (let cut = at + maxTokens; cut < at + word.length; cut += maxTokens) {
        cutAt(wholeCharacter(text, cut))
      }
    }
    tokens += count
  }
  cutAt(end)
  return spans
}
