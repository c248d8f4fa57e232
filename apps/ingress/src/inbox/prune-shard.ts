/** Forgets bodies and, later, whole deliveries; nothing that still waits. Answers how many rows it touched. */
export function pruneShard(sql: SqlStorage, bodiesBefore: number, keysBefore: number): number {
  const bodies = `UPDATE deliveries SET body = NULL, body_ref = NULL WHERE received_at < ? AND status <> 'pending'
    AND (body IS NOT NULL OR body_ref IS NOT NULL)`
  const settlements = `DELETE FROM settlements WHERE key IN (SELECT key FROM deliveries WHERE received_at < ? AND status <> 'pending')`
  // A signature that covers no time is good for ever, so the key outlives the delivery: the same bytes stay out.
  const spent = `INSERT INTO spent_keys SELECT key FROM deliveries WHERE received_at < ? AND status <> 'pending' AND signs_time = 0
    ON CONFLICT DO NOTHING`
  const keys = `DELETE FROM deliveries WHERE received_at < ? AND status <> 'pending'`

  const touched = sql.exec(bodies, bodiesBefore).rowsWritten
  sql.exec(settlements, keysBefore)
  sql.exec(spent, keysBefore)
  return touched + sql.exec(keys, keysBefore).rowsWritten
}
