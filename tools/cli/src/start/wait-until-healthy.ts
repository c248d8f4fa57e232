import { Sentence } from '../sentence.ts'

/** Asks the gateway until every worker answers; after so many seconds, rejects with a sentence that names those that do not. */
export async function waitUntilHealthy(healthUrl: string, logFile: string, patience: number): Promise<void> {
  const deadline = Date.now() + patience * 1_000
  let state = 'the gateway does not answer'
  while (Date.now() < deadline) {
    try {
      const response = await fetch(healthUrl, { signal: AbortSignal.timeout(5_000) })
      if (response.ok) return
      const { workers } = (await response.json()) as { workers: Record<string, string> }
      state = Object.entries(workers)
        .filter(([, answer]) => answer !== 'ok')
        .map(([worker, answer]) => `${worker} ${answer}`)
        .join(', ')
    } catch {
      // Not up yet.
    }
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  throw new Sentence(
    `not every worker answered within ${patience} s: ${state} (see ${logFile}; --patience 120 waits longer)`,
  )
}
