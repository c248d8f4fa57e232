import { setTimeout as wait } from 'node:timers/promises'
import { Sentence } from '../sentence.ts'

const PATIENCE_MS = 30_000

/** Asks again and again until there is an answer. */
export async function until<T>(what: string, ask: () => Promise<T | undefined>): Promise<T> {
  const deadline = Date.now() + PATIENCE_MS
  while (Date.now() < deadline) {
    const answer = await ask()
    if (answer !== undefined) return answer
    await wait(50)
  }
  throw new Sentence(`${what} did not come within ${PATIENCE_MS / 1000} s; .wrangler/logs says more`)
}
