import { digest, signedByGithub, signedByStripe, utf8 } from '../sign.ts'
import type { Faults } from './faults.ts'

/** A webhook that a sender sends; `isRetried` says whether the sender comes again when it is not answered 2xx. */
export type Sent = {
  key: string
  source: 'stripe' | 'github'
  body: Uint8Array<ArrayBuffer>
  headers: Record<string, string>
  isHandled: boolean
  isRetried: boolean
}

const LARGE = 'x'.repeat(101 * 1024)

/**
 * So many deliveries: mostly of Stripe, mostly handled, a few large; the same for the same seed. Some of Stripe's are told twice, by the
 * snapshot that a function handles and by a thin event, which none does.
 */
export async function* deliveries(faults: Faults, count: number): AsyncGenerator<Sent> {
  for (let i = 0; i < count; i++) {
    const random = (what: string) => faults.random(`${what} of ${i}`)
    const isHandled = random('type') < 0.8
    const note = random('size') < 0.005 ? LARGE : `${faults.seed}`
    if (random('source') < 0.9) {
      const id = `evt_${faults.seed}x${i}`
      const type = isHandled ? 'checkout.session.completed' : 'invoice.created'
      // Few objects and few seconds, so that news is stale and tied.
      const created = 1_764_000_000 + Math.floor(random('time') * 100)
      const key = `stripe:${id}`
      const object = { id: `cs_${Math.floor(random('object') * 500)}` }
      const body = utf8(JSON.stringify({ id, type, created, note, data: { object } }))
      const snapshot = { key, source: 'stripe', isHandled, isRetried: true } as const
      yield { ...snapshot, body, headers: await signedByStripe(body) }
      if (!isHandled || random('thin') >= 0.1) continue
      const copy = { id: `evt_${faults.seed}t${i}`, type: `v1.${type}`, created, snapshot_event: id }
      const thin = utf8(JSON.stringify({ ...copy, related_object: object }))
      yield { ...snapshot, body: thin, headers: await signedByStripe(thin), isHandled: false }
    } else {
      const body = utf8(JSON.stringify({ number: i, note }))
      const headers = await signedByGithub(body, { event: isHandled ? 'push' : 'ping', delivery: `${i}` })
      const key = `github:${await digest(body)}`
      yield { key, source: 'github', body, headers, isHandled, isRetried: false }
    }
  }
}

/** The webhooks in the order in which they arrive: some twice or three times, a copy now and then much later, neighbours swapped. */
export function arrivals(faults: Faults, sent: Sent[]): Sent[] {
  return sent
    .flatMap((webhook, i) => {
      const copies = [0, 0.2, 0.03].filter(
        (share, n) => n === 0 || faults.random(`copy ${n} of ${i}`) < share,
      )
      return copies.map((_, n) => {
        const isLate = n > 0 && faults.random(`delay ${n} of ${i}`) < 0.3
        const delay = faults.random(`order ${n} of ${i}`) * (isLate ? sent.length / 2 : 50)
        return { webhook, at: i + delay }
      })
    })
    .toSorted((a, b) => a.at - b.at)
    .map(({ webhook }) => webhook)
}
