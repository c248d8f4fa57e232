import type { DeliveryRecord } from './delivery-record.ts'

const INSERT = `
  INSERT INTO deliveries (key, source, type, object_id, object_key, sequence, signs_time, is_handled, status, received_at, due_at, headers,
    body_ref, size_bytes, seq, body_id, customer_id)
  SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, iif(?8, 'pending', 'not_handled'), ?9, ?10, ?11, ?12, ?13, ?14, ?14, ?15
  WHERE NOT EXISTS (SELECT 1 FROM spent_keys WHERE key = ?1)
  ON CONFLICT (key) DO UPDATE SET type = excluded.type, object_id = excluded.object_id, object_key = excluded.object_key,
    sequence = excluded.sequence, is_handled = 1, status = 'pending', received_at = excluded.received_at, due_at = excluded.due_at,
    headers = excluded.headers, body_ref = excluded.body_ref, size_bytes = excluded.size_bytes, seq = excluded.seq,
    customer_id = excluded.customer_id, announcement = announcement + (announcement > 0)
  WHERE excluded.is_handled AND NOT deliveries.is_handled
  RETURNING body_id AS bodyId, announcement`

/**
 * A delivery that is there already is left as it is, and one that was pruned stays away where its signature would let it in for ever.
 * Only a copy that a function handles takes the place of one that nobody does; where that was replayed, it is announced anew.
 * Answers where its body goes and the number of its announcement; undefined where nothing changed.
 */
export function insertDelivery(
  sql: SqlStorage,
  record: DeliveryRecord,
  dueAt: number,
  seq: number,
): { bodyId: number; announcement: number } | undefined {
  const [row] = sql.exec<{ bodyId: number; announcement: number }>(
    INSERT,
    record.key,
    record.source,
    record.type,
    record.objectId,
    // Absent in what an older version left under unfiled/.
    record.objectKey ?? null,
    record.sequence ?? null,
    (record.signsTime ?? true) ? 1 : 0,
    record.isHandled ? 1 : 0,
    record.receivedAt,
    dueAt,
    JSON.stringify(record.headers),
    record.bodyRef,
    record.sizeBytes,
    seq,
    record.customerId ?? null,
  )
  return row
}
