import { log } from '@repo/worker-kit/log'
import { raiseAlert } from '../alerts/raise-alert.ts'
import { sendEvents } from '../engine.ts'
import { type Announced, announce } from './announce.ts'
import type { DeliveryRecord } from './delivery-record.ts'
import type { Pending } from './delivery-store.ts'
import { OperatedShard } from './operated-shard.ts'
import { orderNews } from './order-news.ts'

const BATCH_MAX = 100
const AFTER_BUG_MS = 60_000
const HOUR_MS = 3_600_000

/** One of the 64 shards: takes each delivery once, then announces it to Inngest and shows it in D1, each at its own pace. */
export class Inbox extends OperatedShard {
  #alerted: { reason: string; at: number } | undefined
  // When Inngest last took an event. A shard that was killed learns it anew.
  #acceptedAt = 0
  /** When all who were to be told so far have been told, or could not be. */
  told: Promise<unknown> = Promise.resolve()

  /**
   * The answer leaves only when the write is durable: the output gate holds it. Synchronous up to `setAlarm`, as `arm` is; what is new is
   * due at once, so nothing has to be asked for its time. False where the delivery does not claim the record's body in R2.
   */
  async accept(record: DeliveryRecord): Promise<boolean> {
    const now = Date.now()
    this.secrets.count(record.source, record.secretId, record.receivedAt)
    const isNew = this.store.insert(record, now)
    // A shard that was killed does not know when it would have woken up: not later than that.
    if (isNew && !this.isArmed) await this.arm()
    else if (isNew) await this.armFor(record.isHandled ? now : this.projected.state.notBefore)
    return isNew || record.bodyRef === null || this.bodies.isClaimed(record.key, record.bodyRef)
  }

  // An alarm that throws is tried seven times and then forgotten, so this one never does.
  override async alarm(): Promise<void> {
    this.armedFor = Number.POSITIVE_INFINITY
    try {
      await this.#announce(Date.now())
      await this.project()
      // In one commit with what the projection wrote.
      this.secrets.flush()
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

    const orderings = await orderNews(this.env, pending)
    const announced = await announce(pending, orderings, (events) => sendEvents(this.env, events))
    for (const { delivery, eventId } of announced.accepted) {
      this.store.markAnnounced(delivery, eventId, orderings.get(delivery.key) ?? null, now)
    }
    if (announced.accepted.length > 0) this.#acceptedAt = now
    const dead = announced.refused.filter(({ delivery, reason }) => this.#bury(delivery, reason, now))
    const isDoubtful = dead.length < announced.refused.length

    const trouble = announced.trouble ?? (isDoubtful ? refusesAll(announced) : undefined)
    if (trouble) this.announced.fail(now, Math.random())
    else this.announced.advance(0)
    // Not awaited: a Slack that hangs must not keep the next announcement waiting. Whoever is told has a time limit of their own.
    this.told = this.#tellAfter(this.told, dead, trouble, now)
    this.ctx.waitUntil(this.told)
  }

  /**
   * A refused event is dead only if Inngest took another beside it or since: where it takes none, it is Inngest that is broken,
   * or the way to it, and everything waits.
   */
  #bury(delivery: Pending, reason: string, now: number): boolean {
    const isAlone = this.#acceptedAt < now && this.#acceptedAt <= (delivery.refusedAt ?? now)
    if (isAlone) {
      this.store.markRefused(delivery, now)
      return false
    }
    this.store.markDead(delivery, reason)
    log.error('delivery is dead', { deliveryId: delivery.key, type: delivery.type })
    return true
  }

  async #tellAfter(
    told: Promise<unknown>,
    dead: Announced['refused'],
    trouble: Announced['trouble'],
    now: number,
  ): Promise<void> {
    await Promise.all([told, this.#tell(dead, trouble, now)])
  }

  /** A person hears of what does not pass by itself; once an hour, though each attempt fails alike while nobody acts. */
  async #tell(dead: Announced['refused'], trouble: Announced['trouble'], now: number): Promise<void> {
    if (dead[0]) {
      const text = `${dead.length} webhooks are dead: ${dead[0].reason}`
      await raiseAlert(this.env, { kind: 'delivery-dead', text }, new Date(now))
    }
    if (trouble) log.warn('announcing failed', { error: new Error(trouble.reason) })

    const reason = trouble?.needsAttention ? trouble.reason : undefined
    const isOld = reason === this.#alerted?.reason && now - (this.#alerted?.at ?? 0) < HOUR_MS
    if (isOld) return
    this.#alerted = reason === undefined ? undefined : { reason, at: now }
    if (reason === undefined) return
    const text = `webhooks wait: ${reason}`
    await raiseAlert(this.env, { kind: 'announcing-refused', about: reason, text }, new Date(now))
  }
}

function refusesAll({ refused }: Announced): Announced['trouble'] {
  return { reason: `Inngest refuses every event: ${refused[0]?.reason}`, needsAttention: true }
}
