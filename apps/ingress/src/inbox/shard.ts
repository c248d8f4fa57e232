import { DurableObject } from 'cloudflare:workers'
import type { DeliveryFact, DeliveryOrdering } from '@repo/db/deliveries'
import type { Outcome, Word } from '@repo/worker-kit/deliveries-binding'
import { log } from '@repo/worker-kit/log'
import type { Bindings } from '../context.ts'
import { failureReason } from '../rules/failure-reason.ts'
import { within } from '../within.ts'
import { Cursor } from './cursor.ts'
import { DeliveryStore } from './delivery-store.ts'
import { hear } from './hear.ts'
import { migrate } from './migrate.ts'
import { type News, ObjectStore } from './object-store.ts'
import { type Pruned, pruneShard } from './prune-shard.ts'
import { SecretTally, type SecretUse } from './secret-tally.ts'
import type { StoredDelivery } from './stored-delivery.ts'

const BATCH_MAX = 100
const DAY_MS = 86_400_000
// A D1 that hangs must not keep the next announcement waiting.
const D1_TIMEOUT_MS = 5_000

export type ShardHealth = {
  pending: number
  oldestDueAt: number | null
  /** On how many deliveries that were announced within a day no function has said a word for an hour. */
  unheard: number
  /** How often in a row D1 did not take what changed here. */
  projectionFailures: number
  secretUses: SecretUse[]
}

// Loaded by the first alarm, so that the door does not wait for Drizzle.
let show: ((env: Bindings, facts: DeliveryFact[]) => Promise<void>) | undefined

/** What a shard keeps, what it answers about it, and how D1 comes to show it. `Inbox` adds the way in and the way out. */
export class Shard extends DurableObject<Bindings> {
  protected readonly store: DeliveryStore
  protected readonly objects: ObjectStore
  protected readonly secrets: SecretTally
  protected readonly announced: Cursor
  protected readonly projected: Cursor
  protected readonly heard: Cursor
  readonly #forgotten: { bodies: Cursor; keys: Cursor }
  protected armedFor = Number.POSITIVE_INFINITY
  /** False until all that is due has been looked at once. */
  protected isArmed = false

  constructor(ctx: DurableObjectState, env: Bindings) {
    super(ctx, env)
    const { sql } = ctx.storage
    migrate(sql)
    this.store = new DeliveryStore(sql)
    this.objects = new ObjectStore(sql)
    this.secrets = new SecretTally(sql)
    this.announced = new Cursor(sql, 'announce')
    this.projected = new Cursor(sql, 'project')
    this.heard = new Cursor(sql, 'hear')
    this.#forgotten = { bodies: new Cursor(sql, 'forget-bodies'), keys: new Cursor(sql, 'forget-keys') }
  }

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
    const isKnown = this.store.settle(key, functionId, outcome, runId, word && shortened(word))
    await this.arm()
    return isKnown
  }

  /** How each piece of news stands to what this shard knows of its object, in order. */
  async observe(news: News[]): Promise<DeliveryOrdering[]> {
    return news.map((each) => this.objects.observe(each, Date.now()))
  }

  /** Announces again what nobody was heard on, sets the alarm if it should be lost, and says how the shard is. */
  async wake(): Promise<ShardHealth> {
    this.armedFor = Number.POSITIVE_INFINITY
    hear(this.store, this.heard, Date.now())
    this.secrets.flush()
    await this.arm()
    return {
      ...this.store.backlog(Date.now() - DAY_MS),
      projectionFailures: this.projected.state.failures,
      secretUses: this.secrets.list(),
    }
  }

  /** Forgets bodies, whole deliveries and objects of which nothing was heard, a stretch at a time; nothing that still waits. */
  async prune(bodiesBefore: number, keysBefore: number): Promise<Pruned> {
    const { touched, isDone } = pruneShard(this.ctx.storage.sql, this.#forgotten, bodiesBefore, keysBefore)
    // Once a day: the last stretch.
    return { touched: touched + (isDone ? this.objects.prune(keysBefore) : 0), isDone }
  }

  /** One alarm for both outlets, at the earlier of their times. Synchronous up to `setAlarm`: no await may come between a write and it. */
  protected async arm(): Promise<void> {
    this.isArmed = true
    const { failedAt, notBefore } = this.announced.state
    const fresh = this.store.nextDueAt(failedAt)
    const waiting = this.store.nextDueAt(0)
    const announceAt = Math.min(fresh ?? Infinity, waiting === null ? Infinity : Math.max(waiting, notBefore))
    const hasChanges = this.store.lastSeq > this.projected.state.position
    await this.armFor(Math.min(announceAt, hasChanges ? this.projected.state.notBefore : Infinity))
  }

  protected async armFor(dueAt: number): Promise<void> {
    const at = Math.max(dueAt, Date.now())
    if (at >= this.armedFor) return
    this.armedFor = at
    await this.ctx.storage.setAlarm(at)
  }

  protected async project(): Promise<void> {
    if (Date.now() < this.projected.state.notBefore) return
    const facts = this.store.listChanged(this.projected.state.position, BATCH_MAX)
    const last = facts.at(-1)
    // What was pruned before D1 saw it leaves nothing to show.
    if (!last) return this.projected.advance(this.store.lastSeq)
    try {
      show ??= (await import('../show-deliveries.ts')).showDeliveries
      await within(D1_TIMEOUT_MS, show(this.env, facts))
      this.projected.advance(last.revision)
    } catch (error) {
      this.projected.fail(Date.now(), Math.random())
      log.warn('projecting to D1 failed', { count: facts.length, error })
    }
  }
}

/** From here a reason goes into past attempts, D1 and the console, and it is whatever a function threw. */
function shortened(word: Word): Word {
  return word.reason === undefined ? word : { ...word, reason: failureReason(word.reason) }
}
