import type { StoredEvent } from '../events/event.ts'
import { eventPaths } from './event-paths.ts'
import { parseCel } from './parse-cel.ts'

/**
 * On the server a missing path is `null`; standard CEL calls it an error.
 * With two events, the first has started a run and the second, `async`, arrives while it goes on.
 */
export function evaluateCel(expression: string, event: StoredEvent, async?: StoredEvent): unknown {
  const context = structuredClone({ event: fieldsOf(event), ...(async && { async: fieldsOf(async) }) })
  const parsed = parseCel(expression)
  for (const path of eventPaths(parsed.ast, Object.keys(context))) fillMissing(context, path)
  return parsed(context)
}

function fieldsOf({ id, name, data, ts, user, v }: StoredEvent) {
  return { id, name, data, ts, user, v }
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
