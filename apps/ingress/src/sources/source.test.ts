import { beforeAll, describe, expect, it } from 'vitest'
import { receive } from '../../test/receive.ts'
import { genericSenders } from '../../test/generic-senders.ts'
import { type Signer, senders } from '../../test/senders.ts'
import { concat, utf8 } from '../../test/sign.ts'
import { BODY_MAX_BYTES } from '../read-body.ts'
import { sources } from './get-source.ts'

const BOM = new Uint8Array([0xef, 0xbb, 0xbf])
const NOW = new Date()
const secondsFromNow = (seconds: number) => new Date(NOW.getTime() + seconds * 1_000)
const YEAR_SECONDS = 365 * 86_400

const all = [...senders, ...genericSenders]
const timed = all.filter(({ toleranceSeconds }) => toleranceSeconds !== undefined)
const severally = all.filter(({ signsSeveral }) => signsSeveral)

it('there is a sender for each source', () => {
  expect(new Set(senders.map(({ source }) => source.name))).toEqual(
    new Set([...sources.map(({ name }) => name), 'asymmetric']),
  )
})

/** A signer of the sender, and what it would send. */
async function given({ aSigner, payload, headers, source }: (typeof senders)[number]) {
  const signer = await aSigner()
  const bodyOf = (note = 'hello', at = NOW) => utf8(JSON.stringify({ ...payload(at), note }))
  const headersOf = (body: Uint8Array<ArrayBuffer>, { by = [signer], at = NOW } = {}) => headers(by, body, at)
  const send = (
    sent: Record<string, string>,
    body: Uint8Array<ArrayBuffer>,
    setting = signer.setting,
    now = NOW,
  ) => receive(source, { headers: sent, body, setting, now })
  return { signer, bodyOf, headersOf, send }
}

describe.each(all)('a webhook of $source.name', (sender) => {
  const refusal = { code: 'unauthenticated', details: { field: sender.signatureHeader } }
  let { signer, bodyOf, headersOf, send } = {} as Awaited<ReturnType<typeof given>>
  let another: Signer

  beforeAll(async () => {
    ;({ signer, bodyOf, headersOf, send } = await given(sender))
    another = await sender.aSigner()
  })

  it('is let in when an active secret signed exactly its bytes', async () => {
    const identity = await send(await headersOf(bodyOf()), bodyOf())

    expect(identity.id).toMatch(/^[\w.:-]{1,250}$/)
    expect(identity.type).not.toBe('')
  })

  it('has the same id each time it is sent', async () => {
    const first = await send(await headersOf(bodyOf()), bodyOf())
    const again = await send(await headersOf(bodyOf(), { at: secondsFromNow(30) }), bodyOf())

    expect(again).toEqual(first)
  })

  it('is refused when its bytes are not those that were signed', async () => {
    await expect(send(await headersOf(bodyOf('100')), bodyOf('900'))).rejects.toMatchObject(refusal)
  })

  it('is refused when it is cut off', async () => {
    await expect(send(await headersOf(bodyOf()), bodyOf().slice(0, -1))).rejects.toMatchObject(refusal)
  })

  it('is refused when another secret signed it', async () => {
    await expect(send(await headersOf(bodyOf(), { by: [another] }), bodyOf())).rejects.toMatchObject(refusal)
  })

  it('is refused when the signature header is missing or empty', async () => {
    const headers = await headersOf(bodyOf())
    const { [sender.signatureHeader]: _, ...rest } = headers

    await expect(send(rest, bodyOf())).rejects.toMatchObject(refusal)
    await expect(send({ ...rest, [sender.signatureHeader]: '' }, bodyOf())).rejects.toMatchObject(refusal)
    await expect(send({}, bodyOf())).rejects.toMatchObject({ code: 'unauthenticated' })
  })

  it('is refused with a signature header that has no end', async () => {
    const headers = await headersOf(bodyOf())
    const endless = `${headers[sender.signatureHeader]}${' '.repeat(2)}${'x'.repeat(5_000)}`

    await expect(send({ ...headers, [sender.signatureHeader]: endless }, bodyOf())).rejects.toMatchObject(
      refusal,
    )
  })

  it('is let in by either secret while one is being rolled, and by neither once both are gone', async () => {
    const body = bodyOf()
    const rolled = `${signer.setting} ${another.setting}`

    for (const by of [[signer], [another]]) {
      await expect(send(await headersOf(body, { by }), body, rolled)).resolves.toBeDefined()
    }
    await expect(send(await headersOf(body), body, another.setting)).rejects.toMatchObject(refusal)
  })

  it.each(['', ' \n'])('is refused while the setting is %j', async (setting) => {
    await expect((async () => send(await headersOf(bodyOf()), bodyOf(), setting))()).rejects.toMatchObject({
      code: 'unavailable',
    })
  })

  it.each<[string, (signature: string) => string]>([
    ['in upper case', (signature) => signature.toUpperCase()],
    ['in lower case', (signature) => signature.toLowerCase()],
    ['too short', (signature) => signature.slice(0, -2)],
    ['too long', (signature) => `${signature}00`],
    ['of another length', (signature) => `${signature}0`],
    ['with junk between', (signature) => `${signature.slice(0, 32)}-${signature.slice(32)}`],
    ['with junk behind it', (signature) => `${signature}=junk`],
    ['with another last digit', (signature) => signature.replace(/[^=](=*)$/, (_, end) => `!${end}`)],
    ['that is no encoding at all', (signature) => '!'.repeat(signature.length)],
  ])('is refused with a signature %s', async (_, change) => {
    const headers = await headersOf(bodyOf())
    const header = headers[sender.signatureHeader] ?? ''
    // SHA-1 in base64 is the shortest, of 27 digits. Without its prefix: `v1=`, `v0=`, `sha256=` or `v1,`.
    const signature = header.match(/(?:^|v1a?[=,]|v0=|sha256=)([A-Za-z0-9+/]{27,}=*)$/)?.[1] ?? ''
    expect(signature).not.toBe('')

    const changed = header.replace(signature, () => change(signature))
    if (changed === header) return

    await expect(send({ ...headers, [sender.signatureHeader]: changed }, bodyOf())).rejects.toMatchObject(
      refusal,
    )
  })

  it('keeps what looks like a replacement pattern', async () => {
    const body = bodyOf("$& $$ $' $1")

    await expect(send(await headersOf(body), body)).resolves.toBeDefined()
  })

  it('is not let in by the signature of other bytes that decode to the same text', async () => {
    const withByte = (byte: number) => {
      const [before = '', after = ''] = new TextDecoder().decode(bodyOf('|')).split('|')
      return concat(utf8(before), new Uint8Array([byte]), utf8(after))
    }
    const headers = await headersOf(withByte(0xff))

    // Signed, but no UTF-8: refused for that, and not because of the signature.
    await expect(send(headers, withByte(0xff))).rejects.toMatchObject({ code: 'invalid' })
    await expect(send(headers, withByte(0xfe))).rejects.toMatchObject(refusal)
    await expect(send(headers, bodyOf('\ufffd'))).rejects.toMatchObject(refusal)
  })

  it('is verified with its byte order mark and read without it', async () => {
    const body = concat(BOM, bodyOf())

    await expect(send(await headersOf(body), body)).resolves.toBeDefined()
    await expect(send(await headersOf(bodyOf()), body)).rejects.toMatchObject(refusal)
  })

  it.each<[string, Uint8Array<ArrayBuffer>]>([
    ['no JSON', utf8('secret words')],
    ['no object', utf8('["secret words"]')],
    ['null', utf8('null')],
    ['0 bytes long', new Uint8Array()],
  ])('is refused without a word of its body when that is %s, though signed', async (_, body) => {
    await expect(send(await headersOf(body), body)).rejects.toMatchObject({
      code: 'invalid',
      message: 'the body is not a JSON object in UTF-8; a sender that offers forms must be set to JSON',
      details: { field: 'body' },
    })
  })
})

describe.each(timed)('the time that $source.name signs', (sender) => {
  const tolerance = sender.toleranceSeconds ?? 0

  it.each([-1, 1])('may be %i × the tolerance away from now and no more', async (side) => {
    const { bodyOf, headersOf, send } = await given(sender)
    const at = async (seconds: number) => {
      const body = bodyOf('hello', secondsFromNow(seconds))
      // The headers say whole seconds.
      return send(await headersOf(body, { at: secondsFromNow(seconds) }), body)
    }

    await expect(at(side * (tolerance - 2))).resolves.toBeDefined()
    await expect(at(side * (tolerance + 2))).rejects.toMatchObject({ code: 'unauthenticated' })
    await expect(at(side * YEAR_SECONDS * 10)).rejects.toThrow(`more than ${tolerance} s away from now`)
  })

  it('is the one that was signed', async () => {
    const { bodyOf, headersOf, send } = await given(sender)
    const body = bodyOf('hello', secondsFromNow(-YEAR_SECONDS))
    const old = await headersOf(body, { at: secondsFromNow(-YEAR_SECONDS) })
    const fresh = await headersOf(bodyOf())
    // The captured signature with a time of today.
    const mixed = Object.fromEntries(
      Object.entries(fresh).map(([name, value]) => {
        const captured = old[name] ?? ''
        return [
          name,
          name === sender.signatureHeader ? captured.replace(/^t=\d+/, value.slice(0, 12)) : value,
        ]
      }),
    )

    await expect(send(mixed, body)).rejects.toMatchObject({ code: 'unauthenticated' })
  })
})

describe.each(severally)('of several signatures of $source.name', (sender) => {
  it('one right one is enough, in any order and beside other schemes', async () => {
    const { signer, bodyOf, headersOf, send } = await given(sender)
    const another = await sender.aSigner()
    const body = bodyOf()
    const orders: Signer[][] = [
      [signer, another],
      [another, signer],
    ]

    for (const by of orders) await expect(send(await headersOf(body, { by }), body)).resolves.toBeDefined()

    const headers = await headersOf(body)
    const separator = sender.source.schemes[0].separator ?? ''
    const header = headers[sender.signatureHeader]
    for (const beside of [`${header}${separator}v0=junk`, `v9,junk${separator}${header}`]) {
      await expect(send({ ...headers, [sender.signatureHeader]: beside }, body)).resolves.toBeDefined()
    }
  })

  it('more than anybody sends are refused', async () => {
    const { signer, bodyOf, headersOf, send } = await given(sender)
    const body = bodyOf()

    const headers = await headersOf(body, { by: Array<Signer>(9).fill(signer) })

    await expect(send(headers, body)).rejects.toThrow('1 to 8 signatures')
  })
})

it.each(senders.slice(0, 2))('a body of 25 MB of $source.name is let in', async (sender) => {
  const { bodyOf, headersOf, send } = await given(sender)
  const body = bodyOf('x'.repeat(BODY_MAX_BYTES - 500))

  await expect(send(await headersOf(body), body)).resolves.toBeDefined()
})
