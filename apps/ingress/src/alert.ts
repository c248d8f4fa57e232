import { log } from '@repo/worker-kit/log'
import type { Bindings } from './context.ts'

/** Tells a person, directly: by the log always, and by a POST of `{ text }` (which Slack understands) where an address is set. */
export async function alert(env: Bindings, text: string): Promise<void> {
  log.error(`alert: ${text}`)
  if (!env.ALERT_WEBHOOK_URL) return
  try {
    const response = await fetch(env.ALERT_WEBHOOK_URL, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ text: `Millrace: ${text}` }),
      signal: AbortSignal.timeout(5_000),
    })
    await response.body?.cancel()
    if (!response.ok) log.error('alert was not taken', { status: response.status })
  } catch (error) {
    log.error('alert could not be sent', { error })
  }
}
