import type { ExtractedText, Section } from './passage.ts'

const BETWEEN_PAGES = '\n\n'

/** One text of a document's pages, in which words that a line end cut are whole again. */
export function joinPages(pages: string[]): ExtractedText {
  const sections: Section[] = []
  const texts = pages.map((page) => joinCutWords(page).trim())
  let start = 0
  texts.forEach((text, i) => {
    sections.push({ start, page: i + 1, heading: [] })
    start += text.length + BETWEEN_PAGES.length
  })
  return { text: texts.join(BETWEEN_PAGES), sections }
}

/** A hyphen before a line end and a lower-case letter after it: the word goes on. */
const joinCutWords = (page: string) => page.replaceAll(/(?<=\p{Ll})[-\u00ad]\n(?=\p{Ll})/gu, '')
