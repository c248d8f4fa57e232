import { env } from 'cloudflare:workers'
import { runInDurableObject } from 'cloudflare:test'
import { outage, type Place } from './faults.ts'

/** The shards that wait for an answer which they are not to live to hear: whoever drives the drill kills them. */
export class Dying {
  readonly #names = new Set<string>()

  /** Time enough for the shard to be killed while it waits. */
  async outlive(name: string, place: Place): Promise<never> {
    this.#names.add(name)
    await new Promise((resolve) => setTimeout(resolve, 1_000))
    throw outage(place)
  }

  async kill(): Promise<void> {
    const names = [...this.#names]
    this.#names.clear()
    for (const name of names) await kill(name)
  }
}

/** Kills a shard as a machine that dies does: what it has in memory is gone, and whoever waits for it hears an error. */
export async function kill(name: string): Promise<void> {
  await runInDurableObject(env.INBOX.getByName(name), (_, state) => state.abort('drill: killed')).catch(
    () => {},
  )
}
