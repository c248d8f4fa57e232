export type ContentType = 'application/pdf' | 'text/html' | 'text/markdown' | 'text/plain'

export const ACCEPTED = 'PDF, HTML, Markdown and text in UTF-8 are accepted'

/** What a file is, or what makes it none of what we accept. */
export type Recognised = { contentType: ContentType } | { refusal: string }

// A PDF may have a little before its mark: https://www.adobe.com/go/pdfreference, appendix H.3.4.1
const PDF_MARK_WITHIN = 1024

const OTHERS: [mark: number[], name: string][] = [
  [[0x89, 0x50, 0x4e, 0x47], 'a PNG image'],
  [[0xff, 0xd8, 0xff], 'a JPEG image'],
  [[0x47, 0x49, 0x46, 0x38], 'a GIF image'],
  [[0x50, 0x4b, 0x03, 0x04], 'a ZIP archive or an Office document'],
  [[0x1f, 0x8b], 'a gzip archive'],
  [[0xd0, 0xcf, 0x11, 0xe0], 'an old Office document'],
  [[0xff, 0xfe], 'text in UTF-16'],
  [[0xfe, 0xff], 'text in UTF-16'],
]

const HTML_DOCUMENT = /^\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b/i
const HTML_FRAGMENT = /^\s*<(h[1-6]|p|div|section|article|main|table|ul|ol|title)\b[\s\S]*<\/\1>/i
const MARKDOWN =
  /^ {0,3}#{1,6}[ \t]+\S|^ {0,3}(?:`{3}|~{3})|^[^\n]+\n(?:={3,}|-{3,})[ \t]*$|^ {0,3}[-*+][ \t]+\S|\[[^\]\n]+\]\([^)\s]+\)|^---\n/m
// Tabs, line ends and form feeds are text; other control characters are not.
// oxlint-disable-next-line no-control-regex -- control characters are what it looks for
const BINARY = /[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/

/** Tells by the bytes alone: names and headers say what somebody thought. */
export function recogniseContent(bytes: Uint8Array): Recognised {
  if (isPdf(bytes)) return { contentType: 'application/pdf' }
  const other = OTHERS.find(([mark]) => mark.every((byte, i) => bytes[i] === byte))
  if (other) return refuse(`looks like ${other[1]}`)

  const text = decode(bytes)
  if (text === undefined || BINARY.test(text)) return refuse('is neither a PDF nor text in UTF-8')
  if (text.trim() === '') return refuse('is empty')
  if (HTML_DOCUMENT.test(text)) return { contentType: 'text/html' }
  if (MARKDOWN.test(text)) return { contentType: 'text/markdown' }
  return { contentType: HTML_FRAGMENT.test(text) ? 'text/html' : 'text/plain' }
}

const refuse = (what: string): Recognised => ({ refusal: `the file ${what}; ${ACCEPTED}` })

function isPdf(bytes: Uint8Array): boolean {
  return new TextDecoder('latin1').decode(bytes.subarray(0, PDF_MARK_WITHIN)).includes('%PDF-')
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes)
  } catch {
    return undefined
  }
}
