import { matchOf } from '../cel/match-of.ts'
import { parseCel } from '../cel/parse-cel.ts'
import type { EngineContext } from '../context.ts'
import type { Effect } from './apply-op.ts'
import type { Op } from './answer.ts'
import type { Reported } from './apply-ops.ts'
import { momentOf } from './moment-of.ts'
import { openWait } from './open-wait.ts'

/** The server keeps who waits by the event's whole name, so there a wildcard hears nothing at all. */
export const ONLY_TRIGGERS = 'only a trigger may have a `*`'

/** Hears what is sent from now on: as on the server, an event that came before is missed. */
export function waitForEvent(context: EngineContext, reported: Reported, op: Op): Effect {
  const { name: eventName = '', opts = {} } = op
  const until = momentOf(opts.timeout ?? '', context.clock.now())
  if (!openWait(context, reported, op, { status: 'Waiting', until })) return 'known'
  const { runId, eventIds } = reported.run
  const expression = opts.if ?? null
  const match = matchOf(expression, context.store.events.get(eventIds[0] ?? ''))
  context.store.listeners.save({ runId, stepId: op.id, eventName, expression, match, expiresAt: until })
  return 'opened'
}

/** Throws on a wait that could never end as it is meant to. */
export function checkWait({ name = '', opts }: Op): void {
  if (name.includes('*')) throw new Error(`event \`${name}\`: ${ONLY_TRIGGERS}`)
  if (opts?.if) parseCel(opts.if)
}
