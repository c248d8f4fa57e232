import type { Db } from '@repo/db'
import { countMissing } from '@repo/db/reconciliations'
import { type GetStepTools, NonRetriableError } from 'inngest'
import { raiseAlert } from '../alerts/raise-alert.ts'
import type { Bindings } from '../context.ts'
import type { inngest } from '../inngest.ts'
import type { Channel } from './channel.ts'
import { compare } from './compare.ts'
import { heal, noteHealed, type Pause } from './heal.ts'

// GitHub and Stripe try, or can be asked, for three days; of what has not come by then a person has heard often enough.
const TOLD_MS = 3 * 86_400_000

type Tools = {
  step: GetStepTools<typeof inngest>
  db: Db
  bindings: Bindings
  now: () => Date
  pause: Pause
}

/** What each channel came to: how many deliveries are missing still. */
export type Reconciled = Record<string, { missing: number }>

/**
 * Compares with each list that the sender keeps, gets what is missing, and tells a person of what does not come. A list that cannot be
 * asked keeps no other from it: the run fails in the end.
 */
export async function reconcileSource(tools: Tools, channels: Channel[]): Promise<Reconciled> {
  const reconciled: Reconciled = {}
  const failures: string[] = []
  for (const channel of channels) {
    try {
      reconciled[channel.name] = await reconcileChannel(tools, channel)
    } catch (error) {
      failures.push(
        `${channel.name} was not compared: ${error instanceof Error ? error.message : 'no reason given'}`,
      )
    }
  }
  // Each step has had its retries.
  if (failures.length > 0) throw new NonRetriableError(failures.join('; '))
  return reconciled
}

async function reconcileChannel({ step, db, bindings, now, pause }: Tools, channel: Channel) {
  const { name } = channel
  for (let part = 0; ; part++) {
    const { isDone } = await step.run(`compare-${name}-${part}`, () => compare(db, channel, now()))
    if (isDone) break
  }

  let asked = 0
  for (let part = 0; ; part++) {
    const healing = await step.run(`heal-${name}-${part}`, () => heal(db, channel, now(), pause))
    asked += healing.asked
    if (healing.missing === 0) return { missing: 0 }
    if (!healing.isFull) break
  }

  // What was asked for comes through the door within seconds.
  if (asked > 0 && channel.isAsking) await step.sleep(`wait-for-${name}`, '1m')
  return step.run(`confirm-${name}`, async () => {
    await noteHealed(db, channel, now())
    const missing = await countMissing(db, name, new Date(now().getTime() - TOLD_MS))
    if (missing === 0) return { missing }
    const text = `${missing} deliveries are on the list of ${name} and not here`
    await raiseAlert(bindings, { kind: 'reconciliation-missing', about: name, text }, now())
    return { missing }
  })
}
