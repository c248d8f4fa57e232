import type { ExtractedText, Section } from './passage.ts'

const SENTENCE_END = /[.!?:;"”’)\]]\s*$/

/** One text of a document's pages: words that a line end cut are whole again, a sentence may go on over the page. */
export function joinPages(pages: string[]): ExtractedText {
  const sections: Section[] = []
  let text = ''
  pages.forEach((page, i) => {
    if (text !== '') text += SENTENCE_END.test(text) ? '\n\n' : '\n'
    sections.push({ start: text.length, page: i + 1, heading: [] })
    text += joinCutWords(page).trim()
  })
  return { text, sections }
}

/** A hyphen before a line end and a lower-case letter after it: the word goes on. */
const joinCutWords = (page: string) => page.replaceAll(/(?<=\p{Ll})[-\u00ad]\n(?=\p{Ll})/gu, '')
