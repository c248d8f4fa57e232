// Each entry runs once in each shard, in order; entries are only ever added.
const STEPS = [
  // `seq` grows with every change in the shard: the projection follows it, and it is the row's revision in D1.
  `CREATE TABLE IF NOT EXISTS deliveries (
     key TEXT PRIMARY KEY, source TEXT NOT NULL, type TEXT NOT NULL, object_id TEXT, status TEXT NOT NULL,
     announcement INTEGER NOT NULL DEFAULT 0, received_at INTEGER NOT NULL, due_at INTEGER NOT NULL, headers TEXT NOT NULL,
     body BLOB, body_ref TEXT, size_bytes INTEGER NOT NULL, event_id TEXT, run_id TEXT, error TEXT, seq INTEGER NOT NULL
   ) WITHOUT ROWID;
   CREATE INDEX IF NOT EXISTS deliveries_pending ON deliveries (due_at) WHERE status = 'pending';
   CREATE UNIQUE INDEX IF NOT EXISTS deliveries_seq ON deliveries (seq);
   CREATE TABLE IF NOT EXISTS settlements (
     key TEXT NOT NULL, function_id TEXT NOT NULL, outcome TEXT NOT NULL, run_id TEXT NOT NULL, reason TEXT,
     PRIMARY KEY (key, function_id)
   ) WITHOUT ROWID;
   CREATE TABLE IF NOT EXISTS cursors (
     name TEXT PRIMARY KEY, position INTEGER NOT NULL, failures INTEGER NOT NULL, failed_at INTEGER NOT NULL, not_before INTEGER NOT NULL
   ) WITHOUT ROWID;`,

  // Objects and their newest news lie in the shard that the object's key chooses, not in that of the delivery.
  `ALTER TABLE deliveries ADD COLUMN object_key TEXT;
   ALTER TABLE deliveries ADD COLUMN sequence INTEGER;
   ALTER TABLE deliveries ADD COLUMN ordering TEXT;
   ALTER TABLE deliveries ADD COLUMN signs_time INTEGER NOT NULL DEFAULT 1;
   ALTER TABLE deliveries ADD COLUMN announced_at INTEGER;
   ALTER TABLE deliveries ADD COLUMN hearings INTEGER NOT NULL DEFAULT 0;
   ALTER TABLE deliveries ADD COLUMN refused_at INTEGER;
   CREATE INDEX deliveries_unheard ON deliveries (key) WHERE status = 'unheard';
   CREATE TABLE objects (
     key TEXT PRIMARY KEY, sequence INTEGER NOT NULL, delivery_key TEXT NOT NULL, is_tied INTEGER NOT NULL, seen_at INTEGER NOT NULL
   ) WITHOUT ROWID;
   CREATE TABLE spent_keys (key TEXT PRIMARY KEY) WITHOUT ROWID;
   CREATE TABLE secret_uses (
     source TEXT NOT NULL, secret_id TEXT NOT NULL, hits INTEGER NOT NULL, last_used_at INTEGER NOT NULL, PRIMARY KEY (source, secret_id)
   ) WITHOUT ROWID;`,

  // What a replay would forget: written when one comes, so that a delivery that is never replayed costs no row.
  `ALTER TABLE deliveries ADD COLUMN customer_id TEXT;
   CREATE TABLE past_attempts (
     key TEXT NOT NULL, announcement INTEGER NOT NULL, status TEXT NOT NULL, event_id TEXT, error TEXT, verdicts TEXT NOT NULL,
     replaced_at INTEGER NOT NULL, replay_id TEXT NOT NULL, PRIMARY KEY (key, announcement)
   ) WITHOUT ROWID;`,

  // Up to which key a walk around a table has come.
  `CREATE TABLE places (name TEXT PRIMARY KEY, key TEXT NOT NULL) WITHOUT ROWID;`,

  // A body is found by the `seq` that its delivery came in with.
  `CREATE TABLE bodies (id INTEGER PRIMARY KEY, body BLOB NOT NULL);
   INSERT INTO bodies (id, body) SELECT seq, body FROM deliveries WHERE body IS NOT NULL;
   ALTER TABLE deliveries ADD COLUMN body_id INTEGER;
   ALTER TABLE deliveries ADD COLUMN is_handled INTEGER NOT NULL DEFAULT 1;
   UPDATE deliveries SET body_id = seq, is_handled = status <> 'not_handled' OR event_id IS NOT NULL;
   ALTER TABLE deliveries DROP COLUMN body;`,

  // Which erasure emptied it: so one that broke off anywhere still counts right.
  `ALTER TABLE deliveries ADD COLUMN erasure_id TEXT;
   CREATE INDEX deliveries_erased ON deliveries (erasure_id) WHERE erasure_id IS NOT NULL;`,
]

/** Brings a shard's tables to what the code expects, atomically: it runs in one turn. */
export function migrate(sql: SqlStorage): void {
  sql.exec('CREATE TABLE IF NOT EXISTS migrations (step INTEGER PRIMARY KEY)')
  const done = sql.exec<{ steps: number }>('SELECT count(*) AS steps FROM migrations').one().steps
  for (const [step, statements] of STEPS.entries()) {
    if (step < done) continue
    sql.exec(statements)
    sql.exec('INSERT INTO migrations (step) VALUES (?)', step)
  }
}
