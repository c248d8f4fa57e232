import type { ExtractedText, Section } from './passage.ts'

const SENTENCE_END = /[.!?:;"”’)\]]$/

/** One text of a document's pages: words that a line end cut are whole again, a sentence may go on over the page. */
export function joinPages(pages: string[]): ExtractedText {
  const sections: Section[] = []
  const parts: string[] = []
  let length = 0
  let last = ''
  const add = (part: string) => {
    parts.push(part)
    length += part.length
  }
  pages.forEach((page, i) => {
    // Only the end is looked at: the text may be as long as a book.
    if (length > 0) add(SENTENCE_END.test(last) ? '\n\n' : '\n')
    sections.push({ start: length, page: i + 1, heading: [] })
    const text = joinCutWords(page).trim()
    add(text)
    last = text.slice(-1) || last
  })
  return { text: parts.join(''), sections }
}

/** A hyphen before a line end and a lower-case letter after it: the word goes on. */
const joinCutWords = (page: string) => page.replaceAll(/(?<=\p{Ll})[-\u00ad]\n(?=\p{Ll})/gu, '')
