import { env } from 'cloudflare:workers'
import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test'
import { createDb } from '@repo/db'
import { findDelivery } from '@repo/db/deliveries'
import { vi } from 'vitest'
import type { Inbox } from '../src/index.ts'

export type Shard = DurableObjectStub<Inbox>

/** A shard of the test's own, so that nobody else's deliveries are in it. */
export function aShard(): Shard {
  return env.INBOX.getByName(`test:${crypto.randomUUID()}`)
}

/** Another stub of the same shard: one belongs to the request that made it, and breaks when the shard is killed. */
export function again(shard: Shard): Shard {
  return env.INBOX.getByName(shard.name ?? '')
}

export function alarmOf(shard: Shard): Promise<number | null> {
  return runInDurableObject(shard, (_, state) => state.storage.getAlarm())
}

/** Runs the shard's alarm as long as it is due, without any time passing, until all are told. Answers how often it ran. */
export async function runDueAlarms(shard: Shard): Promise<number> {
  for (let runs = 0; runs < 100; runs++) {
    const at = await alarmOf(shard)
    if (at === null || at > Date.now()) {
      await runInDurableObject(shard, ({ told }: Inbox) => told)
      return runs
    }
    await runDurableObjectAlarm(shard)
  }
  throw new Error('the alarm stays due for ever')
}

/** Lets time pass at once. What becomes due meanwhile waits for `runDueAlarms`. */
export function pass(ms: number): void {
  vi.setSystemTime(Date.now() + ms)
}

/** What the operator sees. */
export function projected(key: string) {
  return findDelivery(createDb(env.DB), key)
}

export function forgetAlarm(shard: Shard): Promise<void> {
  return runInDurableObject(shard, (_, state) => state.storage.deleteAlarm())
}
