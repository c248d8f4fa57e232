import { DurableObject } from 'cloudflare:workers'

// The floor: what a worker costs that verifies the HMAC and inserts into the same kind of shard, and does nothing else.

type Env = { INBOX: DurableObjectNamespace<Inbox>; STRIPE_WEBHOOK_SECRET: string }

export class Inbox extends DurableObject<Env> {
  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env)
    ctx.storage.sql.exec('CREATE TABLE IF NOT EXISTS deliveries (key TEXT PRIMARY KEY, body BLOB)')
  }

  async accept(key: string, body: ArrayBuffer): Promise<void> {
    this.ctx.storage.sql.exec('INSERT OR IGNORE INTO deliveries VALUES (?, ?)', key, body)
  }
}

let imported: Promise<CryptoKey> | undefined

export default {
  async fetch(request, env) {
    const body = await request.arrayBuffer()
    const [, timestamp = '', hex = ''] =
      request.headers.get('stripe-signature')?.match(/^t=(\d+),v1=([0-9a-f]{64})$/) ?? []
    const algorithm = { name: 'HMAC', hash: 'SHA-256' }
    const secret = new TextEncoder().encode(env.STRIPE_WEBHOOK_SECRET)
    imported ??= crypto.subtle.importKey('raw', secret, algorithm, false, ['verify'])
    const prefix = new TextEncoder().encode(`${timestamp}.`)
    const signed = new Uint8Array(prefix.length + body.byteLength)
    signed.set(prefix)
    signed.set(new Uint8Array(body), prefix.length)
    const signature = Uint8Array.from(hex.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16))
    if (!(await crypto.subtle.verify('HMAC', await imported, signature, signed))) {
      return new Response(null, { status: 401 })
    }
    const { id } = JSON.parse(new TextDecoder().decode(body)) as { id: string }
    let hash = 0
    for (let i = 0; i < id.length; i++) hash = Math.imul(hash ^ id.charCodeAt(i), 0x01000193)
    await env.INBOX.getByName(`floor:${(hash >>> 0) % 64}`).accept(id, body)
    return new Response(null, { status: 202 })
  },
} satisfies ExportedHandler<Env>
