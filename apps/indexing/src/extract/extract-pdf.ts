import { getDocumentProxy } from 'unpdf'
import { joinPages } from '../rules/join-pages.ts'
import { type ExtractedText, TEXT_MAX_CHARACTERS } from '../rules/passage.ts'
import { defusePdf } from './defuse-pdf.ts'
import { Unreadable } from './unreadable.ts'

const PAGES_MAX = 2_000

/** The text of a PDF's pages, with the page that each part stands on. Stops where it is more text than anybody indexes. */
export async function extractPdf(bytes: ArrayBuffer): Promise<ExtractedText> {
  defusePdf(bytes)
  return joinPages(await readPages(bytes))
}

async function readPages(bytes: ArrayBuffer): Promise<string[]> {
  let pageCount
  try {
    const pdf = await getDocumentProxy(new Uint8Array(bytes))
    pageCount = pdf.numPages
    if (pageCount <= PAGES_MAX) return await textsOf(pdf)
  } catch (error) {
    if (error instanceof Error && error.name === 'PasswordException') {
      throw new Unreadable('the PDF is encrypted: store it again without its password')
    }
    // Whatever pdf.js stumbles over lies in the bytes, and they stay as they are.
    throw new Unreadable('the PDF is damaged: it cannot be read')
  }
  throw new Unreadable(`the PDF has ${pageCount} pages: ${PAGES_MAX} are the most`)
}

/** One page after the other, so that one is in memory at a time. */
async function textsOf(pdf: Awaited<ReturnType<typeof getDocumentProxy>>): Promise<string[]> {
  const texts: string[] = []
  let length = 0
  for (let number = 1; number <= pdf.numPages && length <= TEXT_MAX_CHARACTERS; number++) {
    const page = await pdf.getPage(number)
    const { items } = await page.getTextContent()
    const text = items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join('')
    texts.push(text)
    length += text.length
    page.cleanup()
  }
  return texts
}
