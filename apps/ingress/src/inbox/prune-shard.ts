import type { Cursor } from './cursor.ts'
import { StoredBodies } from './stored-bodies.ts'

/** How many rows it touched, and whether there is nothing more to do. */
export type Pruned = { touched: number; isDone: boolean }

// A walk over so many rows takes some ten milliseconds, and the shard takes nothing in meanwhile.
const ROWS_MAX = 2_000

type Row = { key: string; seq: number; receivedAt: number; status: string }

/**
 * Forgets the bodies of deliveries that last changed long ago and, later, whole deliveries; nothing that still waits. Both walk by `seq`,
 * from where they last stopped to the first delivery that is too young: all that stand behind it changed later still. So a day's
 * walk reads what it forgets, however much the shard holds.
 */
export function pruneShard(
  sql: SqlStorage,
  cursors: { bodies: Cursor; keys: Cursor },
  bodiesBefore: number,
  keysBefore: number,
): Pruned {
  const bodies = walk(sql, cursors.bodies, bodiesBefore)
  const keys = walk(sql, cursors.keys, keysBefore)
  return {
    touched: new StoredBodies(sql).forget(bodies.keys) + forgetDeliveries(sql, keys.keys),
    isDone: bodies.isDone && keys.isDone,
  }
}

/** What is passed over because it waits comes again: it gets a new `seq` once it is announced. */
function walk(sql: SqlStorage, cursor: Cursor, before: number): { keys: string[]; isDone: boolean } {
  const query = `SELECT key, seq, received_at AS receivedAt, status FROM deliveries WHERE seq > ? ORDER BY seq LIMIT ?`
  const rows = sql.exec<Row>(query, cursor.state.position, ROWS_MAX).toArray()
  const young = rows.findIndex(({ receivedAt }) => receivedAt >= before)
  const old = young === -1 ? rows : rows.slice(0, young)
  cursor.advance(old.at(-1)?.seq ?? cursor.state.position)
  const keys = old.filter(({ status }) => status !== 'pending').map(({ key }) => key)
  return { keys, isDone: old.length < ROWS_MAX }
}

const AMONG = `key IN (SELECT value FROM json_each(?))`

function forgetDeliveries(sql: SqlStorage, keyList: string[]): number {
  new StoredBodies(sql).forget(keyList)
  const keys = JSON.stringify(keyList)
  sql.exec(`DELETE FROM settlements WHERE ${AMONG}`, keys)
  sql.exec(`DELETE FROM past_attempts WHERE ${AMONG}`, keys)
  // A signature that covers no time is good for ever, so the key outlives the delivery: the same bytes stay out.
  const spent = `INSERT INTO spent_keys SELECT key FROM deliveries WHERE ${AMONG} AND signs_time = 0 ON CONFLICT DO NOTHING`
  sql.exec(spent, keys)
  return sql.exec(`DELETE FROM deliveries WHERE ${AMONG}`, keys).rowsWritten
}
