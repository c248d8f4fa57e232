import { describe, expect, it } from 'vitest'
import { concat, signedByGithub, signedByStripe, utf8 } from '../../test/sign.ts'
import { github } from './github.ts'
import type { Source } from './source.ts'
import { stripe } from './stripe.ts'

const SECRET = 'the active secret'
const BOM = new Uint8Array([0xef, 0xbb, 0xbf])

const senders = [
  {
    source: stripe,
    header: 'stripe-signature',
    headersOf: (body: Uint8Array<ArrayBuffer>, secret = SECRET) => signedByStripe(body, { secret }),
  },
  {
    source: github,
    header: 'x-hub-signature-256',
    headersOf: (body: Uint8Array<ArrayBuffer>, secret = SECRET) => signedByGithub(body, { secret }),
  },
]

// Good for both: Stripe reads its id and type, GitHub the bytes as they are.
const aBody = (note = 'hello') =>
  utf8(JSON.stringify({ id: 'evt_1', type: 'charge.succeeded', note, data: { object: { id: 'ch_1' } } }))

function withInvalidByte(byte: number) {
  const [before, after] = [utf8('{"id":"evt_1","type":"charge.succeeded","note":"'), utf8('"}')]
  return concat(before, new Uint8Array([byte]), after)
}

describe.each(senders)('a webhook of $source.name', ({ source, header, headersOf }) => {
  const verify = (headers: Record<string, string>, body: Uint8Array<ArrayBuffer>, secrets = [SECRET]) =>
    source.verify({ headers: new Headers(headers), body, secrets, now: new Date() })
  const isLetIn = (...sent: Parameters<typeof verify>) => verify(...sent).then(() => true)
  const refusal = { code: 'unauthenticated', details: { field: header } }

  it('is let in when an active secret signed exactly its bytes', async () => {
    expect(await isLetIn(await headersOf(aBody()), aBody())).toBe(true)
  })

  it('is refused when its bytes are not those that were signed', async () => {
    const headers = await headersOf(aBody('100 dollars'))

    await expect(verify(headers, aBody('900 dollars'))).rejects.toMatchObject(refusal)
  })

  it('is refused when it is cut off', async () => {
    const body = aBody()

    await expect(verify(await headersOf(body), body.slice(0, -1))).rejects.toMatchObject(refusal)
  })

  it('is refused when another secret signed it', async () => {
    await expect(verify(await headersOf(aBody(), 'another secret'), aBody())).rejects.toMatchObject(refusal)
  })

  it('is refused when the signature header is missing or empty', async () => {
    await expect(verify({}, aBody())).rejects.toMatchObject(refusal)
    await expect(verify({ [header]: '' }, aBody())).rejects.toMatchObject(refusal)
  })

  it('is let in by either secret while one is being rolled', async () => {
    const rolled = ['the old secret', 'the new secret']

    expect(await isLetIn(await headersOf(aBody(), 'the old secret'), aBody(), rolled)).toBe(true)
    expect(await isLetIn(await headersOf(aBody(), 'the new secret'), aBody(), rolled)).toBe(true)
  })

  it.each<[string, (hex: string) => string]>([
    ['in upper case', (hex) => hex.toUpperCase()],
    ['of odd length', (hex) => `${hex}0`],
    ['too short by a byte', (hex) => hex.slice(0, -2)],
    ['too long by a byte', (hex) => `${hex}00`],
    ['with junk between the pairs', (hex) => `${hex.slice(0, 32)}-${hex.slice(32)}`],
    ['with junk behind it', (hex) => `${hex}=junk`],
    ['that is no hex at all', () => 'z'.repeat(64)],
  ])('is refused with a signature %s', async (_, change) => {
    const headers = await headersOf(aBody())
    const hex = headers[header]?.slice(-64) ?? ''

    const changed = headers[header]?.replace(hex, () => change(hex)) ?? ''

    await expect(verify({ ...headers, [header]: changed }, aBody())).rejects.toMatchObject(refusal)
  })

  it('keeps what looks like a replacement pattern', async () => {
    const body = aBody("$& $$ $' $1")

    expect(await isLetIn(await headersOf(body), body)).toBe(true)
  })

  it('is not let in by the signature of other bytes that decode to the same text', async () => {
    const [signed, other, replaced] = [withInvalidByte(0xff), withInvalidByte(0xfe), aBody('\ufffd')]
    const headers = await headersOf(signed)

    expect(await isLetIn(headers, signed)).toBe(true)
    await expect(verify(headers, other)).rejects.toMatchObject(refusal)
    await expect(verify(headers, replaced)).rejects.toMatchObject(refusal)
  })

  it('is verified with its byte order mark and read without it', async () => {
    const body = concat(BOM, aBody())

    expect(await isLetIn(await headersOf(body), body)).toBe(true)
    expect(await identify(source, body)).toMatchObject({ objectId: source === stripe ? 'ch_1' : null })
    await expect(verify(await headersOf(aBody()), body)).rejects.toMatchObject(refusal)
  })

  it.each<[string, Uint8Array<ArrayBuffer>]>([
    ['no UTF-8', withInvalidByte(0xff)],
    ['no JSON', utf8('secret words')],
    ['no object', utf8('["secret words"]')],
    ['null', utf8('null')],
    ['empty', new Uint8Array()],
  ])('is refused without a word of its body when that is %s, though signed', async (_, body) => {
    expect(await isLetIn(await headersOf(body), body)).toBe(true)

    await expect(identify(source, body)).rejects.toMatchObject({
      code: 'invalid',
      message: 'the body is not a JSON object in UTF-8',
      details: { field: 'body' },
    })
  })
})

function identify(source: Source, body: Uint8Array<ArrayBuffer>) {
  return source.identify(new Headers({ 'x-github-event': 'push' }), body)
}
