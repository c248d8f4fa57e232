import { DurableObject } from 'cloudflare:workers'
import { createDb } from '@repo/db'
import { projectDeliveries } from '@repo/db/deliveries'
import type { Outcome, Word } from '@repo/worker-kit/deliveries-binding'
import { log } from '@repo/worker-kit/log'
import type { Bindings } from '../context.ts'
import { within } from '../within.ts'
import { Cursor } from './cursor.ts'
import { DeliveryStore, type StoredDelivery } from './delivery-store.ts'

const BATCH_MAX = 100
// A D1 that hangs must not keep the next announcement waiting.
const D1_TIMEOUT_MS = 5_000

/** `projectionFailures`: how often in a row D1 did not take what changed here. */
export type ShardHealth = { pending: number; oldestDueAt: number | null; projectionFailures: number }

/** What a shard keeps, what it answers about it, and how D1 comes to show it. `Inbox` adds the way in and the way out. */
export class Shard extends DurableObject<Bindings> {
  protected readonly store = new DeliveryStore(this.ctx.storage.sql)
  protected readonly announced = new Cursor(this.ctx.storage.sql, 'announce')
  protected readonly projected = new Cursor(this.ctx.storage.sql, 'project')
  protected armedFor = Number.POSITIVE_INFINITY

  async read(key: string): Promise<StoredDelivery | null> {
    return this.store.find(key) ?? null
  }

  /** False where the delivery is not known. */
  async settle(
    key: string,
    functionId: string,
    outcome: Outcome,
    runId: string,
    word?: Word,
  ): Promise<boolean> {
    const isKnown = this.store.settle(key, functionId, outcome, runId, word)
    await this.arm()
    return isKnown
  }

  /** The number of the new announcement, or null where the delivery or its body is gone. */
  async replay(key: string): Promise<number | null> {
    const announcement = this.store.replay(key, Date.now())
    await this.arm()
    return announcement
  }

  /** Sets the alarm if it should be lost and says how the shard is. */
  async wake(): Promise<ShardHealth> {
    this.armedFor = Number.POSITIVE_INFINITY
    await this.arm()
    return { ...this.store.backlog(), projectionFailures: this.projected.state.failures }
  }

  async prune(bodiesBefore: number, keysBefore: number): Promise<number> {
    return this.store.prune(bodiesBefore, keysBefore)
  }

  /** One alarm for both outlets, at the earlier of their times. Synchronous up to `setAlarm`: no await may come between a write and it. */
  protected async arm(): Promise<void> {
    const { failedAt, notBefore } = this.announced.state
    const fresh = this.store.nextDueAt(failedAt)
    const waiting = this.store.nextDueAt(0)
    const announceAt = Math.min(fresh ?? Infinity, waiting === null ? Infinity : Math.max(waiting, notBefore))
    const hasChanges = this.store.listChanged(this.projected.state.position, 1).length > 0
    const dueAt = Math.min(announceAt, hasChanges ? this.projected.state.notBefore : Infinity)
    const at = Math.max(dueAt, Date.now())
    if (at >= this.armedFor) return
    this.armedFor = at
    await this.ctx.storage.setAlarm(at)
  }

  protected async project(): Promise<void> {
    if (Date.now() < this.projected.state.notBefore) return
    const facts = this.store.listChanged(this.projected.state.position, BATCH_MAX)
    const last = facts.at(-1)
    if (!last) return
    try {
      await within(D1_TIMEOUT_MS, projectDeliveries(createDb(this.env.DB), facts))
      this.projected.advance(last.revision)
    } catch (error) {
      this.projected.fail(Date.now(), Math.random())
      log.warn('projecting to D1 failed', { count: facts.length, error })
    }
  }
}
