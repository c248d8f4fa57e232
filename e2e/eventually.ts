import { setTimeout as wait } from 'node:timers/promises'

/** Asks until the answer is what is waited for; in vain for 30 s, it answers what it got last, for the assertion to show. */
export async function eventually<T>(ask: () => Promise<T>, isThere: (answer: T) => boolean): Promise<T> {
  const deadline = Date.now() + 30_000
  for (;;) {
    const answer = await ask()
    if (isThere(answer) || Date.now() > deadline) return answer
    await wait(25)
  }
}
