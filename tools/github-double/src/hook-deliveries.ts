import type { DatabaseSync } from 'node:sqlite'

/** One attempt to bring a webhook; a redelivery is an attempt of its own with the guid of the first. */
export type HookDelivery = {
  id: number
  /** `app`, or `owner/repository/hook` of a repository's own hook. */
  hook: string
  guid: string
  deliveredAt: string
  redelivery: boolean
  statusCode: number
  event: string
  payload: string
}

export type HookDeliveries = ReturnType<typeof openHookDeliveries>

/** What GitHub remembers of the webhooks that it sent. */
export function openHookDeliveries(db: DatabaseSync) {
  db.exec(`CREATE TABLE IF NOT EXISTS hook_deliveries (
    id INTEGER PRIMARY KEY, hook TEXT NOT NULL, guid TEXT NOT NULL, delivered_at TEXT NOT NULL, redelivery INTEGER NOT NULL,
    status_code INTEGER NOT NULL, event TEXT NOT NULL, payload TEXT NOT NULL
  )`)
  return {
    add: ({ hook, guid, deliveredAt, redelivery, statusCode, event, payload }: Omit<HookDelivery, 'id'>) => {
      const insert = `INSERT INTO hook_deliveries (hook, guid, delivered_at, redelivery, status_code, event, payload) VALUES (?, ?, ?, ?, ?, ?, ?)`
      db.prepare(insert).run(hook, guid, deliveredAt, Number(redelivery), statusCode, event, payload)
    },
    find: (hook: string, id: number): HookDelivery | undefined => {
      const row = db.prepare('SELECT * FROM hook_deliveries WHERE hook = ? AND id = ?').get(hook, id)
      return row && toDelivery(row)
    },
    /** Newest first, below an id. */
    list: (hook: string, below: number, limit: number): HookDelivery[] =>
      db
        .prepare('SELECT * FROM hook_deliveries WHERE hook = ? AND id < ? ORDER BY id DESC LIMIT ?')
        .all(hook, below, limit)
        .map(toDelivery),
  }
}

function toDelivery(row: Record<string, unknown>): HookDelivery {
  return {
    id: Number(row['id']),
    hook: String(row['hook']),
    guid: String(row['guid']),
    deliveredAt: String(row['delivered_at']),
    redelivery: row['redelivery'] === 1,
    statusCode: Number(row['status_code']),
    event: String(row['event']),
    payload: String(row['payload']),
  }
}
