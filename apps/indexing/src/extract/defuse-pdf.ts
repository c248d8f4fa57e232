import { Inflate } from 'fflate'
import { Unreadable } from './unreadable.ts'

/** More than the text, fonts and drawings of 20 MB of PDF come to, and as much as fits into a worker. */
const PDF_UNPACKED_MAX_BYTES = 128 * 1024 * 1024

const MB = 1024 * 1024
const DICTIONARY_MAX_CHARACTERS = 4_096
const ZLIB_HEADER_BYTES = 2
// Each byte may become a thousand, and a write is unpacked at once.
const WRITE_BYTES = 4_096

/**
 * Makes it safe to give a PDF to pdf.js, which unpacks a stream as a whole, however large it becomes. Whoever only wants the text needs no
 * images, so that their bytes are blanked; the others are unpacked here first, piece by piece, and thrown away.
 */
export function defusePdf(file: ArrayBuffer, maxBytes = PDF_UNPACKED_MAX_BYTES): void {
  const bytes = new Uint8Array(file)
  let left = maxBytes
  for (const { start, end, dictionary } of streamsOf(new TextDecoder('latin1').decode(bytes))) {
    const stream = bytes.subarray(start, end)
    if (/\/Subtype\s*\/Image\b/.test(dictionary)) stream.fill(0)
    else if (isZlib(stream)) left -= unpackedSize(stream, left)
    if (left < 0) {
      throw new Unreadable(`the PDF unpacks to too much: ${maxBytes / MB} MB are the most, without images`)
    }
  }
}

/** Where the streams of a PDF are, and what stands before each; a word of text that looks like one is harmless. */
function* streamsOf(text: string): Generator<{ start: number; end: number; dictionary: string }> {
  let last = 0
  let at = text.indexOf('stream')
  while (at !== -1) {
    const start = at + (/^stream\r?\n?/.exec(text.slice(at, at + 8))?.[0].length ?? 0)
    const found = text.indexOf('endstream', start)
    const end = found === -1 ? text.length : found
    // Not from before the last stream's end: millions of tiny ones would have each other's text read thousands of times.
    const before = text.slice(Math.max(last, at - DICTIONARY_MAX_CHARACTERS), at)
    yield { start, end, dictionary: before.slice(before.lastIndexOf('obj') + 1) }
    last = end + 'endstream'.length
    at = text.indexOf('stream', last)
  }
}

/** By its bytes: the name of a filter can be written in many ways. */
const isZlib = ([method = 0, flags = 0]: Uint8Array) =>
  (method & 0x0f) === 8 && ((method << 8) | flags) % 31 === 0

/** How many bytes a stream unpacks to, or some number above `maxBytes`. One that is packed in one that is packed counts as too many. */
function unpackedSize(stream: Uint8Array, maxBytes: number): number {
  let size = 0
  const inflate = new Inflate((part) => {
    size = size === 0 && isPackedAgain(part) ? Infinity : size + part.length
    if (size > maxBytes) throw new Error('that is enough')
  })
  try {
    for (let at = ZLIB_HEADER_BYTES; at < stream.length; at += WRITE_BYTES) {
      inflate.push(stream.subarray(at, at + WRITE_BYTES))
    }
  } catch {
    // Too much, or damaged, or something stands behind its end, and pdf.js reads no further either.
  }
  return size
}

/** Text begins with an "x" and such a byte by no accident. */
const isPackedAgain = (bytes: Uint8Array) => bytes[0] === 0x78 && isZlib(bytes)
