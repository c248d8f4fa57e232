import { outlineMarkdown } from '../rules/outline-markdown.ts'
import { type ExtractedText, SECTIONS_MAX, TEXT_MAX_CHARACTERS } from '../rules/passage.ts'
import type { ContentType } from '../rules/recognise-content.ts'
import { extractHtml } from './extract-html.ts'
import { extractPdf } from './extract-pdf.ts'
import { Unreadable } from './unreadable.ts'

/** What a person would read in the file. */
export async function extractText(contentType: ContentType, bytes: ArrayBuffer): Promise<ExtractedText> {
  const extracted = await EXTRACTORS[contentType](bytes)
  if (extracted.text.length > TEXT_MAX_CHARACTERS) {
    throw new Unreadable(`the document is too long: ${TEXT_MAX_CHARACTERS} characters are the most`)
  }
  if (extracted.sections.length > SECTIONS_MAX) {
    throw new Unreadable(`the document is too long: it has more than ${SECTIONS_MAX} headings`)
  }
  if (extracted.text.trim() === '') {
    throw new Unreadable(
      contentType === 'application/pdf'
        ? 'the PDF holds no text: it may be a scan, whose pages are images'
        : 'the file holds no text',
    )
  }
  return extracted
}

const EXTRACTORS: Record<ContentType, (bytes: ArrayBuffer) => ExtractedText | Promise<ExtractedText>> = {
  'application/pdf': extractPdf,
  'text/html': extractHtml,
  'text/markdown': (bytes) => {
    const text = decode(bytes)
    return { text, sections: outlineMarkdown(text) }
  },
  'text/plain': (bytes) => ({ text: decode(bytes), sections: [{ start: 0, page: null, heading: [] }] }),
}

/** With line ends as the rules know them. */
const decode = (bytes: ArrayBuffer) => new TextDecoder().decode(bytes).replaceAll(/\r\n?/g, '\n')
