import { env } from 'cloudflare:workers'
import { shardOf } from '../../src/rules/shard-of.ts'
import { type Answer, type SentEvent, takes } from '../engine.ts'
import type { Dying } from './dying.ts'
import { type Faults, outage } from './faults.ts'

/** Inngest as far as ingress can tell: it takes batches, or fails; it runs each event id once in 24 h; and it loses one now and then. */
export class FailingEngine {
  readonly #faults: Faults
  readonly #dying: Dying
  readonly #known = new Set<string>()
  #waiting: SentEvent[] = []

  constructor(faults: Faults, dying: Dying) {
    this.#faults = faults
    this.#dying = dying
  }

  readonly answer: Answer = async (batch, engine) => {
    const faults = this.#faults
    const shard = shardOf(String(batch[0]?.data['deliveryId']))
    if (faults.strikes('engine is not reached', shard)) throw outage('engine is not reached')
    if (faults.strikes('engine answers 503', shard)) return new Response('later', { status: 503 })
    if (batch.length > 1 && faults.strikes('engine took a part and answers 400', shard)) {
      this.#take(batch.slice(0, batch.length / 2))
      return new Response('bad event', { status: 400 })
    }
    this.#take(batch)
    const isKilled = faults.strikes('shard is killed while the engine answers', shard)
    if (isKilled) return this.#dying.outlive(shard, 'shard is killed while the engine answers')
    const isAnswerLost = faults.strikes('engine took it and the answer is lost', shard)
    if (isAnswerLost) throw outage('engine took it and the answer is lost')
    return takes(batch, engine)
  }

  #take(events: SentEvent[]): void {
    for (const event of events) {
      // What operators are told is an event, too; nothing of the drill hears it.
      if (event.name.startsWith('ops/') || this.#known.has(event.id)) continue
      // Lost before anything of it was written down, its id included.
      if (this.#faults.strikes('engine says 200 and forgets an event', event.id)) continue
      this.#known.add(event.id)
      this.#waiting.push(event)
    }
  }

  /** Runs what waits: each event has its effect and says its word, retried until it is heard as Inngest retries a step. */
  async run(): Promise<void> {
    const events = this.#waiting
    this.#waiting = []
    if (events.length === 0) return
    const ids = JSON.stringify(events.map(({ data }) => data['deliveryId']))
    // No unique index: an event that runs twice leaves two rows.
    await env.DB.prepare('INSERT INTO effects SELECT value FROM json_each(?)').bind(ids).all()
    for (let from = 0; from < events.length; from += 100) {
      await Promise.all(events.slice(from, from + 100).map((event) => this.#settle(event)))
    }
  }

  async #settle({ id, data }: SentEvent): Promise<void> {
    const [key, announcement] = [String(data['deliveryId']), Number(data['announcement'])]
    for (;;) {
      try {
        if (this.#faults.strikes('function does not reach the shard', id)) continue
        const shard = env.INBOX.getByName(shardOf(key))
        await shard.settle(key, 'drill', 'handled', `run of ${id}`, { announcement })
        if (this.#faults.strikes('function settled and the answer is lost', id)) continue
        return
      } catch {
        // The shard was killed meanwhile: the step is retried.
      }
    }
  }
}
