import { createHmac, randomBytes } from 'node:crypto'
import { Agent, request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

export type Webhook = { id: string; body: Buffer; headers: Record<string, string> }

const BODY_BYTES = 5_000

/** A webhook of Stripe of 5 KB, signed now. */
export function aWebhook(
  secret: string,
  type: string,
  id = `evt_${randomBytes(12).toString('hex')}`,
): Webhook {
  const at = Math.floor(Date.now() / 1000)
  const object = { id: `cs_${id.slice(-12)}`, object: 'checkout.session', note: 'x'.repeat(BODY_BYTES - 250) }
  const body = Buffer.from(JSON.stringify({ id, object: 'event', type, created: at, data: { object } }))
  const signature = createHmac('sha256', secret).update(`${at}.`).update(body).digest('hex')
  const headers = { 'content-type': 'application/json', 'stripe-signature': `t=${at},v1=${signature}` }
  return { id, body, headers }
}

const agent = new Agent({ keepAlive: true, maxSockets: 64 })

/** Answers how long the 202 took, in milliseconds; another answer is an error. */
export function post(url: string, { body, headers }: Webhook): Promise<number> {
  const startedAt = performance.now()
  return new Promise((resolve, reject) => {
    const sent = request(
      `${url}/webhooks/stripe`,
      { method: 'POST', agent, headers: { ...headers, 'content-length': body.length } },
      (response) => {
        response.resume()
        response.on('end', () =>
          response.statusCode === 202
            ? resolve(performance.now() - startedAt)
            : reject(new Error(`${url} answered ${response.statusCode}`)),
        )
      },
    )
    sent.on('error', reject)
    sent.end(body)
  })
}

/** Sends all of them, so many at once, as fast as they are taken. */
export async function pour(url: string, webhooks: Webhook[], atOnce = 32): Promise<void> {
  const rest = webhooks.values()
  const sendRest = async () => {
    for (const webhook of rest) await post(url, webhook)
  }
  await Promise.all(Array.from({ length: atOnce }, sendRest))
}

/** Sends so many a second, whether or not the ones before are answered. Answers how long each took, sorted. */
export async function drip(url: string, perSecond: number, webhooks: Webhook[]): Promise<number[]> {
  const startedAt = performance.now()
  const took = webhooks.map(async (webhook, i) => {
    await sleep(Math.max(1, (i * 1000) / perSecond - (performance.now() - startedAt)))
    return post(url, webhook)
  })
  return (await Promise.all(took)).toSorted((a, b) => a - b)
}
