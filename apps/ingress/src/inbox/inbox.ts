import { log } from '@repo/worker-kit/log'
import { raiseAlert } from '../alerts/raise-alert.ts'
import { sendEvents } from '../engine.ts'
import { type Announced, announce } from './announce.ts'
import type { DeliveryRecord } from './delivery-record.ts'
import { OperatedShard } from './operated-shard.ts'

const BATCH_MAX = 100
const AFTER_BUG_MS = 60_000

/** One of the 64 shards: takes each delivery once, then announces it to Inngest and shows it in D1, each at its own pace. */
export class Inbox extends OperatedShard {
  #alerted: string | undefined

  /** The answer leaves only when the write is durable: the output gate holds it. */
  async accept(record: DeliveryRecord): Promise<void> {
    this.store.insert(record, Date.now())
    await this.arm()
  }

  // An alarm that throws is tried seven times and then forgotten, so this one never does.
  override async alarm(): Promise<void> {
    this.armedFor = Number.POSITIVE_INFINITY
    try {
      await this.#announce(Date.now())
      await this.project()
      await this.arm()
    } catch (error) {
      log.error('alarm failed', { error })
      this.armedFor = Date.now() + AFTER_BUG_MS
      await this.ctx.storage.setAlarm(this.armedFor).catch(() => {})
    }
  }

  /** While Inngest is left alone only what came in after its last failure is tried: it is not behind that failure. */
  async #announce(now: number): Promise<void> {
    const { failedAt, notBefore } = this.announced.state
    const pending = this.store.listPending(now, now < notBefore ? failedAt : 0, BATCH_MAX)
    if (pending.length === 0) return

    const announced = await announce(pending, (events) => sendEvents(this.env, events))
    for (const { delivery, eventId } of announced.accepted) {
      this.store.markAnnounced(delivery.key, delivery.announcement, eventId)
    }
    for (const { delivery, reason } of announced.dead) {
      this.store.markDead(delivery.key, delivery.announcement, reason)
      log.error('delivery is dead', { deliveryId: delivery.key, type: delivery.type })
    }
    if (announced.trouble) this.announced.fail(now, Math.random())
    else this.announced.advance(0)
    await this.#tell(announced)
  }

  /** A person hears of what does not pass by itself; once, though each attempt fails alike while nobody acts. */
  async #tell({ dead, trouble }: Announced): Promise<void> {
    if (dead[0]) {
      const text = `${dead.length} webhooks are dead: ${dead[0].reason}`
      await raiseAlert(this.env, { kind: 'delivery-dead', text })
    }
    if (trouble) log.warn('announcing failed', { error: new Error(trouble.reason) })

    const reason = trouble?.needsAttention ? trouble.reason : undefined
    const isNews = reason !== undefined && reason !== this.#alerted
    this.#alerted = reason
    if (isNews) {
      await raiseAlert(this.env, {
        kind: 'announcing-refused',
        about: reason,
        text: `webhooks wait: ${reason}`,
      })
    }
  }
}
