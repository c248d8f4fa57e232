import { env } from 'cloudflare:workers'
import { vi } from 'vitest'
import type { Bindings } from '../../src/context.ts'
import type { DeliveryRecord } from '../../src/inbox/delivery-record.ts'
import { type Dying, kill } from './dying.ts'
import { Inbox } from '../../src/index.ts'
import { shardOf } from '../../src/rules/shard-of.ts'
import { type Faults, outage, type Place } from './faults.ts'

/** The worker's real bindings, whose calls fail where the drill says so: before they do anything, or after they have. */
export function failingBindings(faults: Faults): Bindings {
  return { ...env, INBOX: failingInbox(faults), BODIES: failingBucket(faults) }
}

function failingInbox(faults: Faults): Bindings['INBOX'] {
  const getByName = (name: string) => {
    const shard = env.INBOX.getByName(name)
    const accept = async (record: DeliveryRecord) => {
      if (faults.lasts('shard is away for a while', name)) throw outage('shard is away for a while')
      strike('shard is not reached', record.key)
      const isClaimed = await shard.accept(record)
      if (faults.strikes('shard is killed after it took it', record.key)) await kill(name)
      strike('shard took it and the answer is lost', record.key)
      return isClaimed
    }
    return { accept, wake: () => shard.wake() }
  }
  const strike = striker(faults)
  return { getByName } as unknown as Bindings['INBOX']
}

function failingBucket(faults: Faults): R2Bucket {
  const strike = striker(faults)
  const { BODIES } = env
  return {
    put: async (name: string, body: string) => {
      strike('R2 does not put', name)
      const put = await BODIES.put(name, body)
      strike('R2 put and the answer is lost', name)
      return put
    },
    get: async (name: string) => {
      strike('R2 does not get', name)
      return BODIES.get(name)
    },
    list: async (options: R2ListOptions) => {
      strike('R2 does not list', options.prefix ?? '')
      return BODIES.list(options)
    },
    delete: async (name: string) => {
      strike('R2 does not delete', name)
      return BODIES.delete(name)
    },
  } as unknown as R2Bucket
}

/** D1 fails for everybody in this runtime, the shards among them, since they share its class; and shards die beside it. */
export function failD1(faults: Faults, dying: Dying): void {
  const database = Object.getPrototypeOf(env.DB) as D1Database
  const batch: D1Database['batch'] = Reflect.get(database, 'batch')
  vi.spyOn(database, 'batch').mockImplementation(async function (this: D1Database, statements) {
    const shard = shardThatShows(statements)
    const dieAt = async (place: Place) => {
      if (shard !== null && faults.strikes(place, shard)) await dying.outlive(shard, place)
    }
    striker(faults)('D1 is away', '')
    await dieAt('shard is killed before D1 writes')
    const results = await batch.call(this, statements)
    await dieAt('shard is killed while D1 answers')
    striker(faults)('D1 wrote and the answer is lost', '')
    return results
  })
}

/** Whose deliveries the statements show; null where they do something else. The runtime keeps what is bound to a statement. */
function shardThatShows([first]: D1PreparedStatement[]): string | null {
  const [told]: unknown[] = (first && Reflect.get(first, 'params')) ?? []
  const id = /^\[\{"id":"([^"]+)"/.exec(String(told))?.[1]
  return id === undefined ? null : shardOf(id)
}

/**
 * Shards fail while others ask them how news stands to each other. They are not killed there: shards ask themselves and each other, and
 * this runtime crashes or hangs when one of them ends in the middle of that.
 */
export function failOrdering(faults: Faults): void {
  const observe: Inbox['observe'] = Reflect.get(Inbox.prototype, 'observe')
  vi.spyOn(Inbox.prototype, 'observe').mockImplementation(async function (this: Inbox, news) {
    const shard = shardOf(news[0]?.objectKey ?? '')
    striker(faults)('shard does not order news', shard)
    const orderings = await observe.call(this, news)
    striker(faults)('shard ordered news and the answer is lost', shard)
    return orderings
  })
}

const striker = (faults: Faults) => (place: Place, whom: string) => {
  if (faults.strikes(place, whom)) throw outage(place)
}
