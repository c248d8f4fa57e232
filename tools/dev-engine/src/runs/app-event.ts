import type { StoredEvent } from '../events/event.ts'

/** An event as the app's function receives it. */
export function appEvent({ id, name, data, ts, user, v }: StoredEvent) {
  return { id, name, data, ts, user, ...(v !== null && { v }) }
}
