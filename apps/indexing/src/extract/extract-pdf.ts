import { extractText, getDocumentProxy } from 'unpdf'
import { joinPages } from '../rules/join-pages.ts'
import type { ExtractedText } from '../rules/passage.ts'
import { Unreadable } from './extract-text.ts'

const PAGES_MAX = 2_000

/** The text of a PDF's pages, with the page that each part stands on. */
export async function extractPdf(bytes: ArrayBuffer): Promise<ExtractedText> {
  return joinPages(await readPages(bytes))
}

async function readPages(bytes: ArrayBuffer): Promise<string[]> {
  let pageCount
  try {
    const pdf = await getDocumentProxy(new Uint8Array(bytes))
    pageCount = pdf.numPages
    if (pageCount <= PAGES_MAX) return (await extractText(pdf, { mergePages: false })).text
  } catch (error) {
    if (error instanceof Error && error.name === 'PasswordException') {
      throw new Unreadable('the PDF is encrypted: store it again without its password')
    }
    // Whatever pdf.js stumbles over lies in the bytes, and they stay as they are.
    throw new Unreadable('the PDF is damaged: it cannot be read')
  }
  throw new Unreadable(`the PDF has ${pageCount} pages: ${PAGES_MAX} are the most`)
}
