import type { Trouble } from '@repo/db/alerts'
import { log } from '@repo/worker-kit/log'
import type { Bindings } from '../context.ts'
import { sendEvents } from '../engine.ts'
import { within } from '../within.ts'
import { type Alert, fingerprintOf } from './alert.ts'
import { tellOperators } from './tell-operators.ts'

const D1_TIMEOUT_MS = 3_000

// Loaded by the first alert, so that the door does not wait for Drizzle.
let noteIn: ((env: Bindings, trouble: Trouble, now: Date) => Promise<Noted>) | undefined

type Noted = { isDue: boolean; occurrences: number }

/**
 * Tells a person, directly and not through Inngest: by the log always, by Slack and a webhook once an hour for the same trouble.
 * `ops/alert.raised` follows, for whoever mails it. Without D1 a person rather hears it twice than never.
 */
export async function raiseAlert(env: Bindings, alert: Alert, now = new Date()): Promise<void> {
  const fingerprint = fingerprintOf(alert)
  const { kind, text } = alert
  log.error(`alert: ${text}`, { type: kind })
  const { isDue, occurrences } = await note(env, { kind, fingerprint, text }, now)
  if (!isDue) return

  await tellOperators(env, { kind, fingerprint, text, occurrences })
  const id = `alert:${fingerprint}#${now.getTime()}`
  await sendEvents(env, [{ id, name: 'ops/alert.raised', data: { kind, fingerprint } }])
}

async function note(env: Bindings, trouble: Trouble, now: Date): Promise<Noted> {
  try {
    noteIn ??= (await import('./note-in-d1.ts')).noteInD1
    return await within(D1_TIMEOUT_MS, noteIn(env, trouble, now))
  } catch (error) {
    log.warn('alert could not be noted', { error })
    return { isDue: true, occurrences: 1 }
  }
}
