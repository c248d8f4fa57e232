import type { DatabaseSync } from 'node:sqlite'
import type { StoredEvent } from '../events/event.ts'

const COLUMNS = 'internal_id AS internalId, id, name, data, ts, user, v, received_at AS receivedAt'

type EventRow = Omit<StoredEvent, 'data' | 'user'> & { data: string; user: string }

export interface EventsQuery {
  name: string | null
  olderThan: string | null
  limit: number
}

export function eventsTable(db: DatabaseSync) {
  const insert = db.prepare(`
    INSERT INTO events (internal_id, id, name, data, ts, user, v, received_at)
    VALUES (:internalId, :id, :name, :data, :ts, :user, :v, :receivedAt)
  `)
  const get = db.prepare(`SELECT ${COLUMNS} FROM events WHERE internal_id = ?`)
  const find = db.prepare(`
    SELECT ${COLUMNS} FROM events WHERE internal_id = :id OR id = :id ORDER BY internal_id LIMIT 1
  `)
  const list = db.prepare(`
    SELECT ${COLUMNS} FROM events
    WHERE (:name IS NULL OR name = :name) AND (:olderThan IS NULL OR internal_id < :olderThan)
    ORDER BY internal_id DESC LIMIT :limit
  `)

  return {
    save(event: StoredEvent): void {
      insert.run({ ...event, data: JSON.stringify(event.data), user: JSON.stringify(event.user) })
    },
    get(internalId: string): StoredEvent {
      const row = get.get(internalId) as EventRow | undefined
      if (!row) throw new Error(`event ${internalId} is not in the state file`)
      return toEvent(row)
    },
    /** By internal id or by the sender's own; the oldest when the sender repeated itself. */
    find(id: string): StoredEvent | undefined {
      const row = find.get({ id }) as EventRow | undefined
      return row && toEvent(row)
    },
    /** Newest first. */
    list: (query: EventsQuery): StoredEvent[] =>
      (list.all({ ...query }) as unknown as EventRow[]).map(toEvent),
  }
}

function toEvent(row: EventRow): StoredEvent {
  return { ...row, data: JSON.parse(row.data), user: JSON.parse(row.user) }
}
