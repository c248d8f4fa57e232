import { playSmoke, type Smoke } from './play-smoke.ts'
import type { Tools } from './deployment.ts'

const TRIES = 6
const PAUSE_MS = 10_000

/** Plays the smoke story, again for a minute while something is amiss: news takes its time to reach the edge. Answers the faults. */
export async function checkOrigin({ origin, workspace, stripeSecret, wait, now }: Tools): Promise<Smoke[]> {
  const ask = (path: string, init?: RequestInit) =>
    fetch(origin + path, { ...init, signal: AbortSignal.timeout(PAUSE_MS) })
  const { inngestApps } = workspace
  for (let attempt = 1; ; attempt += 1) {
    const story = await playSmoke({ ask, inngestApps, stripeSecret, now })
    const faults = story.filter(({ fault }) => fault !== undefined)
    if (faults.length === 0 || attempt === TRIES) return faults
    await wait(PAUSE_MS)
  }
}

export const describeFaults = (faults: Smoke[]): string =>
  faults.map(({ name, fault }) => `${name}: ${fault}`).join('; ')
