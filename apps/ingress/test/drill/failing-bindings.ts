import { env } from 'cloudflare:workers'
import { runInDurableObject } from 'cloudflare:test'
import { vi } from 'vitest'
import type { Bindings } from '../../src/context.ts'
import type { DeliveryRecord } from '../../src/inbox/delivery-record.ts'
import { type Faults, outage, type Place } from './faults.ts'

/** The worker's real bindings, whose calls fail where the drill says so: before they do anything, or after they have. */
export function failingBindings(faults: Faults): Bindings {
  return { ...env, INBOX: failingInbox(faults), BODIES: failingBucket(faults) }
}

function failingInbox(faults: Faults): Bindings['INBOX'] {
  const getByName = (name: string) => {
    const shard = env.INBOX.getByName(name)
    const accept = async (record: DeliveryRecord) => {
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

/** D1 fails for everybody in this runtime, the shards among them, since they share its class. */
export function failD1(faults: Faults): void {
  const database = Object.getPrototypeOf(env.DB) as D1Database
  const batch = Reflect.get(database, 'batch') as D1Database['batch']
  vi.spyOn(database, 'batch').mockImplementation(async function (this: D1Database, statements) {
    striker(faults)('D1 is away', '')
    const results = await batch.call(this, statements)
    striker(faults)('D1 wrote and the answer is lost', '')
    return results
  })
}

/** Kills a shard as a machine that dies does: what it has in memory is gone, and whoever waits for it hears an error. */
export async function kill(name: string): Promise<void> {
  await runInDurableObject(env.INBOX.getByName(name), (_, state) => state.abort('drill: killed')).catch(
    () => {},
  )
}

const striker = (faults: Faults) => (place: Place, whom: string) => {
  if (faults.strikes(place, whom)) throw outage(place)
}
