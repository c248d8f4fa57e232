import { aPdf } from '@repo/testing/a-pdf'
import { Zlib, zlibSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { defusePdf } from './defuse-pdf.ts'
import { extractPdf } from './extract-pdf.ts'

const MB = 1024 * 1024
const LIMIT = 2 * MB

const pack = (bytes: Uint8Array) => zlibSync(bytes)

/** As many zeros as `count` times a megabyte, of which no more than one is in memory. */
async function packZeros(count: number): Promise<Uint8Array> {
  const parts: Uint8Array<ArrayBuffer>[] = []
  const packer = new Zlib((part) => parts.push(new Uint8Array(part)))
  for (let i = 0; i < count; i++) packer.push(new Uint8Array(MB), i === count - 1)
  return new Uint8Array(await new Blob(parts).arrayBuffer())
}

/** A PDF of one page whose content is this stream, with this in its dictionary. */
async function aPdfWith(stream: Uint8Array, dictionary = '/Filter /FlateDecode'): Promise<ArrayBuffer> {
  const parts = [
    '%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n',
    '2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n',
    '3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R >>\nendobj\n',
    `4 0 obj\n<< /Length ${stream.byteLength} ${dictionary} >>\nstream\n`,
    stream as Uint8Array<ArrayBuffer>,
    '\nendstream\nendobj\ntrailer\n<< /Size 5 /Root 1 0 R >>\n%%EOF\n',
  ]
  return new Blob(parts).arrayBuffer()
}

describe('a stream', () => {
  it('is left as it is where it unpacks to little', async () => {
    const file = await aPdfWith(pack(new Uint8Array(MB)))
    const before = file.slice(0)

    defusePdf(file, LIMIT)

    expect(new Uint8Array(file)).toEqual(new Uint8Array(before))
  })

  it.each([
    ['as its filter says', '/Filter /FlateDecode'],
    ['whatever its filter is written like', '/Filter /Fl#61teDecode'],
  ])('is refused where it unpacks to too much, %s', async (_, dictionary) => {
    const file = await aPdfWith(pack(new Uint8Array(LIMIT + 1)), dictionary)

    expect(() => defusePdf(file, LIMIT)).toThrow('unpacks to too much: 2 MB are the most')
  })

  it('counts together with the others', async () => {
    const one = await aPdfWith(pack(new Uint8Array(MB)))

    const file = await new Blob([one, one, one]).arrayBuffer()

    expect(() => defusePdf(file, LIMIT)).toThrow('too much')
  })

  it('is refused where it is packed twice', async () => {
    const file = await aPdfWith(pack(pack(new Uint8Array(100))))

    expect(() => defusePdf(file, LIMIT)).toThrow('too much')
  })

  it('of an image is blanked, however large it is', async () => {
    const file = await aPdfWith(pack(new Uint8Array(LIMIT + 1)), '/Subtype /Image /Filter /FlateDecode')

    defusePdf(file, LIMIT)

    expect(new TextDecoder('latin1').decode(file)).toMatch(/stream\n\0+endstream/)
  })

  it('that is cut off or damaged is left to who reads it', async () => {
    const packed = pack(crypto.getRandomValues(new Uint8Array(1_000)))

    for (const broken of [packed.slice(0, 500), packed.fill(0xff, 100)]) {
      const file = await aPdfWith(broken)
      expect(() => defusePdf(file, LIMIT)).not.toThrow()
    }
  })
})

it('leaves the text of a PDF to be read', async () => {
  const { text } = await extractPdf(aPdf(['A stream of otters, and where the streams endstream.']).buffer)

  expect(text).toBe('A stream of otters, and where the streams endstream.')
}, 30_000)

it('is how a small file that would fill the memory is refused', async () => {
  const file = await aPdfWith(await packZeros(129))
  expect(file.byteLength).toBeLessThan(MB)

  await expect(extractPdf(file)).rejects.toThrow('unpacks to too much: 128 MB are the most')
}, 30_000)
