import { playSmoke, type Smoke, type SmokeOptions } from './play-smoke.ts'

const PAUSE_MS = 10_000

type Options = Omit<SmokeOptions, 'ask'> & {
  origin: string
  wait: (ms: number) => Promise<void>
  tries: number
}

/** Plays the smoke story, again and again while something is amiss. Answers the faults. */
export async function checkOrigin({ origin, wait, tries, ...options }: Options): Promise<Smoke[]> {
  const ask = (path: string, init?: RequestInit) =>
    fetch(origin + path, { ...init, signal: AbortSignal.timeout(PAUSE_MS) })
  for (let attempt = 1; ; attempt += 1) {
    const story = await playSmoke({ ask, ...options })
    const faults = story.filter(({ fault }) => fault !== undefined)
    if (faults.length === 0 || attempt === tries) return faults
    await wait(PAUSE_MS)
  }
}

export const describeFaults = (faults: Smoke[]): string =>
  faults.map(({ name, fault }) => `${name}: ${fault}`).join('; ')
