import { DurableObject } from 'cloudflare:workers'
import { createDb } from '@repo/db'
import { projectDeliveries } from '@repo/db/deliveries'
import type { Outcome } from '@repo/worker-kit/deliveries-binding'
import { log } from '@repo/worker-kit/log'
import { alert } from '../alert.ts'
import type { Bindings } from '../context.ts'
import { sendEvents } from '../engine.ts'
import { within } from '../within.ts'
import { type Announced, announce } from './announce.ts'
import { Cursor } from './cursor.ts'
import type { DeliveryRecord } from './delivery-record.ts'
import { DeliveryStore, type StoredDelivery } from './delivery-store.ts'

const BATCH_MAX = 100
// A D1 that hangs must not keep the next announcement waiting.
const D1_TIMEOUT_MS = 5_000
const AFTER_BUG_MS = 60_000

/** `projectionFailures`: how often in a row D1 did not take what changed here. */
export type ShardHealth = { pending: number; oldestDueAt: number | null; projectionFailures: number }

/** One of the 64 shards: takes each delivery once, then announces it to Inngest and shows it in D1, each at its own pace. */
export class Inbox extends DurableObject<Bindings> {
  readonly #store = new DeliveryStore(this.ctx.storage.sql)
  readonly #announced = new Cursor(this.ctx.storage.sql, 'announce')
  readonly #projected = new Cursor(this.ctx.storage.sql, 'project')
  #armedFor = Number.POSITIVE_INFINITY
  #alerted: string | undefined

  /** The answer leaves only when the write is durable: the output gate holds it. */
  async accept(record: DeliveryRecord): Promise<void> {
    this.#store.insert(record, Date.now())
    await this.#arm()
  }

  async read(key: string): Promise<StoredDelivery | null> {
    return this.#store.find(key) ?? null
  }

  /** False where the delivery is not known. */
  async settle(key: string, functionId: string, outcome: Outcome, runId: string): Promise<boolean> {
    const isKnown = this.#store.settle(key, functionId, outcome, runId)
    await this.#arm()
    return isKnown
  }

  /** The number of the new announcement, or null where the delivery or its body is gone. */
  async replay(key: string): Promise<number | null> {
    const announcement = this.#store.replay(key, Date.now())
    await this.#arm()
    return announcement
  }

  /** Sets the alarm if it should be lost and says how the shard is. */
  async wake(): Promise<ShardHealth> {
    this.#armedFor = Number.POSITIVE_INFINITY
    await this.#arm()
    return { ...this.#store.backlog(), projectionFailures: this.#projected.state.failures }
  }

  async prune(bodiesBefore: number, keysBefore: number): Promise<number> {
    return this.#store.prune(bodiesBefore, keysBefore)
  }

  // An alarm that throws is tried seven times and then forgotten, so this one never does.
  override async alarm(): Promise<void> {
    this.#armedFor = Number.POSITIVE_INFINITY
    try {
      await this.#announce(Date.now())
      await this.#project()
      await this.#arm()
    } catch (error) {
      log.error('alarm failed', { error })
      this.#armedFor = Date.now() + AFTER_BUG_MS
      await this.ctx.storage.setAlarm(this.#armedFor).catch(() => {})
    }
  }

  async #announce(now: number): Promise<void> {
    const pending = this.#store.listPending(now, this.#eligibleAfter(now), BATCH_MAX)
    if (pending.length === 0) return

    const announced = await announce(pending, (events) => sendEvents(this.env, events))
    this.#note(announced, now)
    await this.#tell(announced)
  }

  #note({ accepted, dead, trouble }: Announced, now: number): void {
    for (const { delivery, eventId } of accepted) {
      this.#store.markAnnounced(delivery.key, delivery.announcement, eventId)
    }
    for (const { delivery, reason } of dead) {
      this.#store.markDead(delivery.key, delivery.announcement, reason)
      log.error('delivery is dead', { deliveryId: delivery.key, type: delivery.type })
    }
    if (trouble) this.#announced.fail(now, Math.random())
    else this.#announced.advance(0)
  }

  /** A person hears of what does not pass by itself; once, though each attempt fails alike while nobody acts. */
  async #tell({ dead, trouble }: Announced): Promise<void> {
    if (dead[0]) await alert(this.env, `${dead.length} webhooks are dead: ${dead[0].reason}`)
    if (trouble) log.warn('announcing failed', { error: new Error(trouble.reason) })

    const reason = trouble?.needsAttention ? trouble.reason : undefined
    const isNews = reason !== undefined && reason !== this.#alerted
    this.#alerted = reason
    if (isNews) await alert(this.env, `webhooks wait: ${reason}`)
  }

  async #project(): Promise<void> {
    if (Date.now() < this.#projected.state.notBefore) return
    const facts = this.#store.listChanged(this.#projected.state.position, BATCH_MAX)
    const last = facts.at(-1)
    if (!last) return
    try {
      await within(D1_TIMEOUT_MS, projectDeliveries(createDb(this.env.DB), facts))
      this.#projected.advance(last.revision)
    } catch (error) {
      this.#projected.fail(Date.now(), Math.random())
      log.warn('projecting to D1 failed', { count: facts.length, error })
    }
  }

  /** While Inngest is left alone only what came in after its last failure is tried: it is not behind that failure. */
  #eligibleAfter(now: number): number {
    const { failedAt, notBefore } = this.#announced.state
    return now < notBefore ? failedAt : 0
  }

  /** One alarm for both outlets, at the earlier of their times. Synchronous up to `setAlarm`: no await may come between a write and it. */
  async #arm(): Promise<void> {
    const { failedAt, notBefore } = this.#announced.state
    const fresh = this.#store.nextDueAt(failedAt)
    const waiting = this.#store.nextDueAt(0)
    const announceAt = Math.min(fresh ?? Infinity, waiting === null ? Infinity : Math.max(waiting, notBefore))
    const hasChanges = this.#store.listChanged(this.#projected.state.position, 1).length > 0
    const dueAt = Math.min(announceAt, hasChanges ? this.#projected.state.notBefore : Infinity)
    const at = Math.max(dueAt, Date.now())
    if (at >= this.#armedFor) return
    this.#armedFor = at
    await this.ctx.storage.setAlarm(at)
  }
}
