import type { StoredEvent } from '../events/event.ts'
import { eventPaths } from './event-paths.ts'
import { parseCel } from './parse-cel.ts'

/** On the server a missing path is `null`; standard CEL calls it an error. */
export function evaluateCel(expression: string, event: StoredEvent): unknown {
  const { id, name, data, ts, user, v } = event
  const context = structuredClone({ event: { id, name, data, ts, user, v } })
  const parsed = parseCel(expression)
  for (const path of eventPaths(parsed.ast)) fillMissing(context, path)
  return parsed(context)
}

function fillMissing(context: Record<string, unknown>, path: readonly string[]): void {
  let place: unknown = context
  path.forEach((key, index) => {
    if (typeof place !== 'object' || place === null || Array.isArray(place)) return
    const object = place as Record<string, unknown>
    if (!Object.hasOwn(object, key)) object[key] = index === path.length - 1 ? null : {}
    place = object[key]
  })
}
