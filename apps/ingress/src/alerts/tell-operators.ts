import { log } from '@repo/worker-kit/log'
import type { Bindings } from '../context.ts'

/** What a person reads, and what a machine may sort it by. */
export type Message = { kind: string; text: string; fingerprint?: string; occurrences?: number }

const TIMEOUT_MS = 5_000

/** Posts to Slack and to the generic webhook, where their addresses are set. It breaks nothing when nobody takes it. */
export async function tellOperators(env: Bindings, message: Message): Promise<void> {
  const text = `Millrace: ${message.text}`
  await Promise.all([
    post(env.SLACK_WEBHOOK_URL, { text }),
    post(env.ALERT_WEBHOOK_URL, { ...message, text, runbook: `docs/runbooks/${message.kind}.md` }),
  ])
}

async function post(url: string | undefined, body: object): Promise<void> {
  if (!url) return
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    await response.body?.cancel()
    if (!response.ok) log.error('alert was not taken', { status: response.status })
  } catch (error) {
    log.error('alert could not be sent', { error })
  }
}
