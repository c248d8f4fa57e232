import { type Attempt, PastAttempts } from './past-attempts.ts'
import { Shard } from './shard.ts'
import { type Mentions, StoredBodies } from './stored-bodies.ts'
import type { StoredDelivery } from './stored-delivery.ts'

/** What operators ask of a shard, over what every shard does. */
export class OperatedShard extends Shard {
  readonly #attempts = new PastAttempts(this.ctx.storage.sql)
  protected readonly bodies = new StoredBodies(this.ctx.storage.sql)

  /** The delivery with every announcement of it. */
  async inspect(key: string): Promise<(StoredDelivery & { attempts: Attempt[] }) | null> {
    const delivery = this.store.find(key)
    return delivery ? { ...delivery, attempts: this.#attempts.list(key) } : null
  }

  /**
   * The number of the new announcement, or null where the delivery or its body is gone. What the last one came to is kept.
   * The same replay asked for again makes no further announcement.
   */
  async replay(key: string, replayId: string): Promise<number | null> {
    const made = this.#attempts.find(key, replayId)
    if (made !== null) return made
    const now = Date.now()
    const stored = this.store.find(key)
    const isThere = stored && (stored.body !== null || stored.bodyRef !== null)
    if (isThere) this.#attempts.keep(key, replayId, now)
    const announcement = isThere ? this.store.replay(key, now) : null
    await this.arm()
    return announcement
  }

  /** Those of the keys that were never accepted here; with `mustBeTold` also those that no function is ever told of. */
  async listUnknown(keys: string[], mustBeTold = false): Promise<string[]> {
    const query = `SELECT key FROM deliveries WHERE key IN (SELECT value FROM json_each(?)) AND is_handled >= ?`
    const rows = this.ctx.storage.sql.exec<{ key: string }>(query, JSON.stringify(keys), mustBeTold ? 1 : 0)
    const known = new Set(rows.toArray().map(({ key }) => key))
    return keys.filter((key) => !known.has(key))
  }

  async searchBodies(mentions: string[], after: string, limit: number): Promise<Mentions> {
    return this.bodies.search(mentions, after, limit)
  }

  async eraseDeliveries(keys: string[], erasureId: string): Promise<void> {
    for (const key of keys) this.bodies.erase(key, erasureId, (this.store.lastSeq += 1))
    await this.arm()
  }

  /** Erases the delivery that claims this body in R2. Answers whether the erasure has emptied it, now or before. */
  async eraseClaim(key: string, bodyRef: string, erasureId: string): Promise<boolean> {
    if (this.bodies.isClaimed(key, bodyRef)) await this.eraseDeliveries([key], erasureId)
    return this.bodies.isErasedBy(key, erasureId)
  }

  async countErased(erasureId: string): Promise<number> {
    return this.bodies.countErased(erasureId)
  }
}
