import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

const BODY_BYTES = 5_000
// Of 90 days of deliveries, those of the last 30 still have their bodies.
const WITH_BODY = 1 / 3

/** Fills the shard on the disk of a stopped workerd that holds deliveries with more that were handled long ago, up to so many. */
export async function fillShard(dir: string, rows: number): Promise<void> {
  const namespace = join(dir, 'disk', 'bench')
  const files = (await readdir(namespace)).filter((name) => /^[0-9a-f]{64}\.sqlite$/.test(name))
  const { file, seq } = files
    .map((file) => ({ file, seq: lastSeq(join(namespace, file)) }))
    .reduce((fullest, shard) => (shard.seq > fullest.seq ? shard : fullest))
  const db = new DatabaseSync(join(namespace, file))
  db.prepare(
    `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?1)
     INSERT INTO deliveries (key, source, type, object_id, status, received_at, due_at, headers, size_bytes, event_id, run_id, seq, body_id)
     SELECT 'stripe:evt_' || lower(hex(randomblob(12))), 'stripe', 'checkout.session.completed', 'cs_1', 'handled', i, i,
       '{"stripe-signature":"t=1764000000,v1=' || hex(randomblob(32)) || '"}', ${BODY_BYTES}, hex(randomblob(13)), hex(randomblob(13)), ?2 + i, ?2 + i
     FROM n`,
  ).run(rows, seq)
  const bodies = `INSERT INTO bodies (id, body) SELECT body_id, zeroblob(?) FROM deliveries WHERE seq > ? ORDER BY seq`
  db.prepare(bodies).run(BODY_BYTES, seq + rows * (1 - WITH_BODY))
  // The shard has shown all of it in D1 and heard of it, as it would have by then.
  db.prepare(
    `INSERT INTO cursors (name, position, failures, failed_at, not_before) SELECT column1, ?, 0, 0, 0 FROM (VALUES ('project'), ('hear'))
     WHERE true ON CONFLICT (name) DO UPDATE SET position = excluded.position`,
  ).run(seq + rows)
  db.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  db.close()
}

/** 0 for a shard that only knows of objects. */
function lastSeq(file: string): number {
  const db = new DatabaseSync(file)
  const { seq } = db.prepare('SELECT max(seq) AS seq FROM deliveries').get() as { seq: number | null }
  db.close()
  return seq ?? 0
}
