import { log } from '@repo/worker-kit/log'
import type { Bindings } from '../context.ts'

/** What a person reads, and what a machine may sort it by. */
export type Message = { kind: string; text: string; fingerprint?: string; occurrences?: number }

const TIMEOUT_MS = 5_000

/**
 * Posts to Slack and to the generic webhook, where their addresses are set. It breaks nothing when nobody takes it; false where addresses are
 * set and none took it.
 */
export async function tellOperators(env: Bindings, message: Message): Promise<boolean> {
  const text = `Millrace: ${message.text}`
  const posts = [
    { url: env.SLACK_WEBHOOK_URL, body: { text } },
    { url: env.ALERT_WEBHOOK_URL, body: { ...message, text, runbook: `docs/runbooks/${message.kind}.md` } },
  ]
  const taken = await Promise.all(posts.flatMap(({ url, body }) => (url ? [post(url, body)] : [])))
  return taken.length === 0 || taken.includes(true)
}

async function post(url: string, body: object): Promise<boolean> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    await response.body?.cancel()
    if (!response.ok) log.error('alert was not taken', { status: response.status })
    return response.ok
  } catch (error) {
    log.error('alert could not be sent', { error })
    return false
  }
}
