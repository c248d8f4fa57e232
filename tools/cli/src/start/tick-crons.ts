import { inngestApps } from '../workspace.ts'

const MINUTE_MS = 60_000

/**
 * Fires every worker's cron, now and each minute: `wrangler dev` never does, and what waits for a lost announcement waits for it.
 * Answers how to stop. The address is wrangler's local explorer.
 */
export function tickCrons(gatewayUrl: string): () => void {
  const tick = () => {
    for (const app of inngestApps) void fire(gatewayUrl, app)
  }
  tick()
  const timer = setInterval(tick, MINUTE_MS)
  return () => clearInterval(timer)
}

async function fire(gatewayUrl: string, app: string): Promise<void> {
  const url = `${gatewayUrl}/cdn-cgi/local/explorer/api/local/scheduled?worker=millrace-${app}`
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ cron: '* * * * *' }),
      signal: AbortSignal.timeout(MINUTE_MS),
    })
    await response.body?.cancel()
  } catch {
    // A worker that is being rebuilt does not answer; the next minute comes.
  }
}
