import { clerk } from '../src/sources/clerk.ts'
import { github } from '../src/sources/github.ts'
import { linear } from '../src/sources/linear.ts'
import { resend } from '../src/sources/resend.ts'
import { shopify } from '../src/sources/shopify.ts'
import { slack } from '../src/sources/slack.ts'
import type { Source } from '../src/sources/source.ts'
import { stripe } from '../src/sources/stripe.ts'
import { telnyx } from '../src/sources/telnyx.ts'
import { base64, concat, hex, hmac, utf8 } from './sign.ts'

type Bytes = Uint8Array<ArrayBuffer>

/** What a sender signs with, and how the receiver's setting holds it. */
export type Signer = { setting: string; sign(bytes: Bytes): Promise<Bytes> }

/** A sender as its documentation has it, written down without a look at how the source reads it. */
export type Sender = {
  source: Source
  aSigner: () => Promise<Signer>
  /** The body's JSON; a sender that signs its time in the body says it there. */
  payload: (at: Date) => object
  /** The headers over exactly these bytes; of several signers each signs. */
  headers: (signers: Signer[], body: Bytes, at: Date) => Promise<Record<string, string>>
  signatureHeader: string
  /** Where the signed time is, for those who sign one. */
  toleranceSeconds?: number
  signsSeveral?: boolean
}

const seconds = (at: Date) => String(Math.floor(at.getTime() / 1000))

const random = (length = 32) => crypto.getRandomValues(new Uint8Array(length))

const byText = async (): Promise<Signer> => {
  const setting = `secret_${hex(random())}`
  return { setting, sign: (bytes) => hmac(utf8(setting), bytes) }
}

const byWhsec = async (): Promise<Signer> => {
  const key = random()
  return { setting: `whsec_${base64(key)}`, sign: (bytes) => hmac(key, bytes) }
}

export async function byKeyPair(prefix = '', inText: (bytes: Bytes) => string = base64): Promise<Signer> {
  const pair = (await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify'])) as CryptoKeyPair
  const publicKey = (await crypto.subtle.exportKey('raw', pair.publicKey)) as ArrayBuffer
  return {
    setting: `${prefix}${inText(new Uint8Array(publicKey))}`,
    sign: async (bytes) => new Uint8Array(await crypto.subtle.sign('Ed25519', pair.privateKey, bytes)),
  }
}

/** Each signer's signature over the bytes, put together by the sender. */
const signed = (signers: Signer[], ...parts: Uint8Array[]) =>
  Promise.all(signers.map((signer) => signer.sign(concat(...parts))))

const only = async (signers: Signer[], ...parts: Uint8Array[]) =>
  (await signed(signers.slice(0, 1), ...parts))[0] ?? new Uint8Array()

const standard = (version = 'v1') => ({
  signatureHeader: 'svix-signature',
  toleranceSeconds: 300,
  signsSeveral: true,
  headers: async (signers: Signer[], body: Bytes, at: Date) => {
    const id = 'msg_1'
    const signatures = await signed(signers, utf8(`${id}.${seconds(at)}.`), body)
    return {
      'svix-id': id,
      'svix-timestamp': seconds(at),
      'svix-signature': signatures.map((signature) => `${version},${base64(signature)}`).join(' '),
    }
  },
})

export const senders: Sender[] = [
  {
    source: stripe,
    aSigner: byText,
    payload: (at) => ({ id: 'evt_1', type: 'charge.succeeded', created: Number(seconds(at)) }),
    signatureHeader: 'stripe-signature',
    toleranceSeconds: 300,
    signsSeveral: true,
    headers: async (signers, body, at) => {
      const signatures = await signed(signers, utf8(`${seconds(at)}.`), body)
      const fields = signatures.map((signature) => `v1=${hex(signature)}`)
      return { 'stripe-signature': [`t=${seconds(at)}`, ...fields].join(',') }
    },
  },
  {
    source: github,
    aSigner: byText,
    payload: () => ({ ref: 'refs/heads/main', repository: { id: 7 } }),
    signatureHeader: 'x-hub-signature-256',
    headers: async (signers, body) => ({
      'x-hub-signature-256': `sha256=${hex(await only(signers, body))}`,
      'x-github-event': 'push',
    }),
  },
  {
    source: resend,
    aSigner: byWhsec,
    payload: (at) => ({
      type: 'email.delivered',
      created_at: at.toISOString(),
      data: { email_id: 'mail_1' },
    }),
    ...standard(),
  },
  {
    source: clerk,
    aSigner: byWhsec,
    payload: (at) => ({ type: 'user.updated', timestamp: at.getTime(), data: { id: 'user_1' } }),
    ...standard(),
  },
  {
    // Standard Webhooks' other signature: by the sender's key pair.
    source: { ...resend, name: 'asymmetric' },
    aSigner: () => byKeyPair('whpk_'),
    payload: () => ({ type: 'email.delivered', data: { email_id: 'mail_1' } }),
    ...standard('v1a'),
  },
  {
    source: slack,
    aSigner: byText,
    payload: () => ({
      type: 'event_callback',
      event_id: 'Ev1',
      event: { type: 'message', channel: 'C1' },
    }),
    signatureHeader: 'x-slack-signature',
    toleranceSeconds: 300,
    headers: async (signers, body, at) => ({
      'x-slack-signature': `v0=${hex(await only(signers, utf8(`v0:${seconds(at)}:`), body))}`,
      'x-slack-request-timestamp': seconds(at),
    }),
  },
  {
    source: shopify,
    aSigner: byText,
    payload: (at) => ({ admin_graphql_api_id: 'gid://shopify/Order/1', updated_at: at.toISOString() }),
    signatureHeader: 'x-shopify-hmac-sha256',
    headers: async (signers, body) => ({
      'x-shopify-hmac-sha256': base64(await only(signers, body)),
      'x-shopify-topic': 'orders/create',
    }),
  },
  {
    source: linear,
    aSigner: byText,
    payload: (at) => ({
      action: 'update',
      type: 'Issue',
      createdAt: '2026-11-25T12:00:00.000Z',
      data: { id: 'issue-1' },
      webhookTimestamp: at.getTime(),
    }),
    signatureHeader: 'linear-signature',
    toleranceSeconds: 60,
    headers: async (signers, body) => ({ 'linear-signature': hex(await only(signers, body)) }),
  },
  {
    source: telnyx,
    aSigner: () => byKeyPair(),
    payload: (at) => ({ data: { id: 'event-1', event_type: 'call.hangup', occurred_at: at.toISOString() } }),
    signatureHeader: 'telnyx-signature-ed25519',
    toleranceSeconds: 300,
    headers: async (signers, body, at) => ({
      'telnyx-signature-ed25519': base64(await only(signers, utf8(`${seconds(at)}|`), body)),
      'telnyx-timestamp': seconds(at),
    }),
  },
]
