import { type Worker, workers } from './routes.ts'

const TIMEOUT_MS = 2_000

/** Asks every worker at once; one that does not answer in time is down, and so is the whole. */
export async function checkHealth(
  env: Record<Worker, Fetcher>,
): Promise<{ ok: boolean; workers: Record<string, string> }> {
  const states = await Promise.all(
    workers.map(async (worker) => [worker.toLowerCase(), await ask(env[worker])] as const),
  )
  return { ok: states.every(([, state]) => state === 'ok'), workers: Object.fromEntries(states) }
}

async function ask(worker: Fetcher): Promise<string> {
  try {
    const response = await worker.fetch('https://worker/healthz', { signal: AbortSignal.timeout(TIMEOUT_MS) })
    await response.body?.cancel()
    return response.ok ? 'ok' : `answered ${response.status}`
  } catch {
    return 'does not answer'
  }
}
