export type ContentType = 'application/pdf' | 'text/html' | 'text/markdown' | 'text/plain'

export const ACCEPTED = 'PDF, HTML, Markdown and text in UTF-8 are accepted'

/** What a file is, or what makes it none of what we accept. */
export type Recognised = { contentType: ContentType } | { refusal: string }

// What is not text may have a little before its mark: https://www.adobe.com/go/pdfreference, appendix H.3.4.1
const PDF_MARK_WITHIN = 1024
const PDF = /^(?:ï»¿)?\s*%PDF-/

const OTHERS: [mark: number[], name: string][] = [
  [[0x89, 0x50, 0x4e, 0x47], 'a PNG image'],
  [[0xff, 0xd8, 0xff], 'a JPEG image'],
  [[0x47, 0x49, 0x46, 0x38], 'a GIF image'],
  [[0x50, 0x4b, 0x03, 0x04], 'a ZIP archive or an Office document'],
  [[0x1f, 0x8b], 'a gzip archive'],
  [[0xd0, 0xcf, 0x11, 0xe0], 'an old Office document'],
  [[0x7b, 0x5c, 0x72, 0x74, 0x66], 'an RTF document'],
  [[0xff, 0xfe], 'text in UTF-16'],
  [[0xfe, 0xff], 'text in UTF-16'],
]

// Each takes time that grows with the length of a text and no faster: the files are anybody's.
const HTML_DOCUMENT = /^<(?:!doctype\s+html|html|head|body)\b/i
const HTML_FRAGMENT = /^<(h[1-6]|p|div|section|article|main|table|ul|ol|title)\b[\s\S]*<\/\1>/i
const SVG = /^<(?:!doctype\s+svg|svg)\b/i
const MARKDOWN =
  /^ {0,3}#{1,6}[ \t]+\S|^ {0,3}(?:`{3}|~{3})|^[^\n]+\n(?:={3,}|-{3,})[ \t]*$|^ {0,3}[-*+][ \t]+\S|\[[^[\]\n]+\]\([^()[\]\s]+\)|^---\n/m
// Tabs, line ends and form feeds are text; other control characters are not.
// oxlint-disable-next-line no-control-regex -- control characters are what it looks for
const BINARY = /[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/

/** Tells by the bytes alone: names and headers say what somebody thought. */
export function recogniseContent(bytes: Uint8Array): Recognised {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, PDF_MARK_WITHIN))
  if (PDF.test(head)) return { contentType: 'application/pdf' }
  const other = OTHERS.find(([mark]) => mark.every((byte, i) => bytes[i] === byte))
  if (other) return refuse(`looks like ${other[1]}`)

  const text = decode(bytes)
  if (text === undefined || BINARY.test(text)) {
    return head.includes('%PDF-')
      ? { contentType: 'application/pdf' }
      : refuse('is neither a PDF nor text in UTF-8')
  }
  if (text.trim() === '') return refuse('is empty')
  const begin = skipPreamble(text)
  if (SVG.test(begin)) return refuse('looks like an SVG image')
  if (HTML_DOCUMENT.test(begin)) return { contentType: 'text/html' }
  if (MARKDOWN.test(text)) return { contentType: 'text/markdown' }
  return { contentType: HTML_FRAGMENT.test(begin) ? 'text/html' : 'text/plain' }
}

const refuse = (what: string): Recognised => ({ refusal: `the file ${what}; ${ACCEPTED}` })

/** From behind an XML declaration and comments on. */
function skipPreamble(text: string): string {
  let rest = text.trimStart()
  for (;;) {
    const end = rest.startsWith('<?xml') ? '>' : rest.startsWith('<!--') ? '-->' : undefined
    const at = end === undefined ? -1 : rest.indexOf(end)
    if (end === undefined || at === -1) return rest
    rest = rest.slice(at + end.length).trimStart()
  }
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes)
  } catch {
    return undefined
  }
}
