import { setTimeout as sleep } from 'node:timers/promises'

/** Waits until somebody answers there, whatever it is. */
export async function answers(url: string): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    try {
      await (await fetch(url)).arrayBuffer()
      return
    } catch {
      await sleep(50)
    }
  }
  throw new Error(`nobody answers at ${url}`)
}
