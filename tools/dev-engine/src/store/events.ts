import type { StoredEvent } from '../events/event.ts'
import type { Journal } from './create-journal.ts'
import { createTable } from './create-table.ts'
import { groupIndex } from './group-index.ts'

export interface EventsQuery {
  name?: string | undefined
  /** The internal id of the last event seen. */
  olderThan?: string | undefined
  limit?: number | undefined
}

export function eventsTable(journal: Journal) {
  const bySendersId = groupIndex<StoredEvent>(
    ({ id }) => id,
    ({ internalId }) => internalId,
  )
  const table = createTable<StoredEvent>(journal, 'events', ({ internalId }) => internalId, [bySendersId])

  return {
    table,
    save: table.save,
    remove: table.remove,
    get(internalId: string): StoredEvent {
      const event = table.get(internalId)
      if (!event) throw new Error(`event ${internalId} is not in the state`)
      return event
    },
    /** By internal id or by the sender's own; the oldest when the sender repeated itself. */
    find: (id: string): StoredEvent | undefined => table.get(id) ?? bySendersId.list(id)[0],
    /** Newest first. */
    list({ name, olderThan, limit = Infinity }: EventsQuery): StoredEvent[] {
      const found: StoredEvent[] = []
      for (const event of [...table.values()].toReversed()) {
        if (found.length >= limit) break
        const isAsked =
          (name === undefined || event.name === name) &&
          (olderThan === undefined || event.internalId < olderThan)
        if (isAsked) found.push(event)
      }
      return found
    },
  }
}
