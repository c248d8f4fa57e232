import { DomainError } from '@repo/worker-kit/errors'
import { outlineMarkdown } from '../rules/outline-markdown.ts'
import type { ExtractedText } from '../rules/passage.ts'
import type { ContentType } from '../rules/recognise-content.ts'
import { extractHtml } from './extract-html.ts'
import { extractPdf } from './extract-pdf.ts'

/** A file that nobody can read out: the same bytes will never be, so nobody should retry. */
export class Unreadable extends DomainError {
  constructor(reason: string) {
    super('invalid', reason)
  }
}

/** What a person would read in the file. */
export async function extractText(contentType: ContentType, bytes: ArrayBuffer): Promise<ExtractedText> {
  const extracted = await EXTRACTORS[contentType](bytes)
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
