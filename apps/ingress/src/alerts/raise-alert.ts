import type { Trouble } from '@repo/db/alerts'
import { log } from '@repo/worker-kit/log'
import type { Bindings } from '../context.ts'
import { sendEvents } from '../engine.ts'
import { within } from '../within.ts'
import { type Alert, fingerprintOf } from './alert.ts'
import type * as D1 from './note-in-d1.ts'
import { tellOperators } from './tell-operators.ts'

const D1_TIMEOUT_MS = 3_000
const HOUR_MS = 3_600_000

// Loaded by the first alert, so that the door does not wait for Drizzle.
let d1: typeof D1 | undefined

// While D1 is away. Each isolate has its own, so a person may hear it from a few of them.
const toldWithoutD1 = new Map<string, number>()
const REMEMBERED_MAX = 1_000

type Noted = { isDue: boolean; occurrences: number }

/**
 * Tells a person, directly and not through Inngest: by the log always, by Slack and a webhook once an hour for the same trouble, or as
 * soon as it is raised again where neither took it. `ops/alert.raised` follows, for whoever mails it. Without D1 a person rather
 * hears it twice than never. False where it should have been told and nobody took it.
 */
export async function raiseAlert(env: Bindings, alert: Alert, now = new Date()): Promise<boolean> {
  const fingerprint = fingerprintOf(alert)
  const { kind, text } = alert
  log.error(`alert: ${text}`, { type: kind })
  const { isDue, occurrences } = await note(env, { kind, fingerprint, text }, now)
  if (!isDue) return true

  const isTaken = await tellOperators(env, { kind, fingerprint, text, occurrences })
  if (!isTaken) await forget(env, fingerprint)
  // Of the hour, so that what is told again because Slack is away is mailed once an hour all the same.
  const id = `alert:${fingerprint}#${Math.floor(now.getTime() / HOUR_MS)}`
  await sendEvents(env, [{ id, name: 'ops/alert.raised', data: { kind, fingerprint } }])
  return isTaken
}

async function note(env: Bindings, trouble: Trouble, now: Date): Promise<Noted> {
  try {
    d1 ??= await import('./note-in-d1.ts')
    return await within(D1_TIMEOUT_MS, d1.noteInD1(env, trouble, now))
  } catch (error) {
    log.warn('alert could not be noted', { error })
    return { isDue: isDueWithoutD1(trouble.fingerprint, now.getTime()), occurrences: 1 }
  }
}

function isDueWithoutD1(fingerprint: string, now: number): boolean {
  const toldAt = toldWithoutD1.get(fingerprint)
  if (toldAt !== undefined && now - toldAt < HOUR_MS) return false
  if (toldWithoutD1.size >= REMEMBERED_MAX) toldWithoutD1.clear()
  toldWithoutD1.set(fingerprint, now)
  return true
}

async function forget(env: Bindings, fingerprint: string): Promise<void> {
  toldWithoutD1.delete(fingerprint)
  try {
    if (d1) await within(D1_TIMEOUT_MS, d1.forgetInD1(env, fingerprint))
  } catch (error) {
    log.warn('alert could not be taken back', { error })
  }
}
