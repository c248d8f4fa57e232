import { identifyBy } from '../src/sources/identify-by.ts'
import type { Part, Scheme, SignedTime } from '../src/sources/scheme.ts'
import { byKeyPair, type Sender, type Signer } from './senders.ts'
import { base64, concat, hex, hmac, utf8 } from './sign.ts'

type Bytes = Uint8Array<ArrayBuffer>

const HASHES = { 'hmac-sha1': 'SHA-1', 'hmac-sha256': 'SHA-256', 'hmac-sha512': 'SHA-512' }

const TIMES: Record<string, SignedTime> = {
  'in a header': { in: 'header', header: 'x-sent-at', toleranceSeconds: 120 },
  'among the signatures': { in: 'signatures', prefix: 't=', toleranceSeconds: 120 },
  'in seconds in the body': { in: 'body', field: 'sent.at', unit: 's', toleranceSeconds: 120 },
  'in milliseconds in the body': { in: 'body', field: 'sent.at', unit: 'ms', toleranceSeconds: 120 },
}

/** Nobody in particular: each algorithm with each encoding, and among them each form of a secret and each place of the time. */
export const genericSenders: Sender[] = [
  aSender('hmac-sha1', 'hex', 'text', 'in a header'),
  aSender('hmac-sha1', 'base64', 'hex', 'in seconds in the body'),
  aSender('hmac-sha256', 'hex', 'base64', 'nowhere'),
  aSender('hmac-sha256', 'base64', 'text', 'among the signatures'),
  aSender('hmac-sha512', 'hex', 'hex', 'among the signatures'),
  aSender('hmac-sha512', 'base64', 'base64', 'in milliseconds in the body'),
  aSender('ed25519', 'hex', 'hex', 'in a header'),
  aSender('ed25519', 'base64', 'base64', 'in seconds in the body'),
]

function aSender(
  algorithm: Scheme['algorithm'],
  encoding: Scheme['encoding'],
  secret: Scheme['secret'],
  where: string,
): Sender {
  const time = TIMES[where]
  const isAmong = time?.in === 'signatures'
  const signsTime = isAmong || time?.in === 'header'
  const signs: Part[] = signsTime ? ['timestamp', { text: '.' }, 'body'] : ['body']
  const inText = encoding === 'hex' ? hex : base64
  return {
    source: {
      name: `${algorithm}, ${encoding}, its secret in ${secret}, its time ${where}`,
      schemes: [
        {
          algorithm,
          secret,
          header: 'x-signature',
          encoding,
          signs,
          ...(isAmong && { prefix: 'v1=', separator: ',' }),
          ...(time && { time }),
        },
      ],
      keptHeaders: ['x-signature', 'x-sent-at'],
      handledTypes: [],
      identify: identifyBy({ id: ['id'], type: ['type'] }),
    },
    aSigner: () => (algorithm === 'ed25519' ? byKeyPair('', inText) : byHmac(HASHES[algorithm], secret)),
    payload: (at) => {
      const sentAt = time?.in === 'body' && time.unit === 'ms' ? at.getTime() : seconds(at)
      return {
        id: 'happening-1',
        type: 'thing.happened',
        ...(time?.in === 'body' && { sent: { at: sentAt } }),
      }
    },
    signatureHeader: 'x-signature',
    ...(time && { toleranceSeconds: time.toleranceSeconds }),
    ...(isAmong && { signsSeveral: true }),
    headers: async (signers, body, at) => {
      const bytes = signsTime ? concat(utf8(`${seconds(at)}.`), body) : body
      const signatures = await Promise.all(signers.map(async (signer) => inText(await signer.sign(bytes))))
      if (isAmong) {
        const fields = signatures.map((signature) => `v1=${signature}`)
        return { 'x-signature': [`t=${seconds(at)}`, ...fields].join(',') }
      }
      return {
        'x-signature': signatures[0] ?? '',
        ...(signsTime && { 'x-sent-at': String(seconds(at)) }),
      }
    },
  }
}

const seconds = (at: Date) => Math.floor(at.getTime() / 1000)

async function byHmac(hash: string, secret: Scheme['secret']): Promise<Signer> {
  const key: Bytes = crypto.getRandomValues(new Uint8Array(48))
  if (secret !== 'text') {
    return { setting: secret === 'hex' ? hex(key) : base64(key), sign: (bytes) => hmac(key, bytes, hash) }
  }
  const setting = `secret_${hex(key)}`
  return { setting, sign: (bytes) => hmac(utf8(setting), bytes, hash) }
}
