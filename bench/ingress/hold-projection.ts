import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

const HOUR_MS = 3_600_000

/** Leaves the shards of a stopped workerd as a D1 that was away for long leaves them: for an hour they do not try it again. */
export async function holdProjection(dir: string): Promise<void> {
  const namespace = join(dir, 'disk', 'bench')
  for (const file of (await readdir(namespace)).filter((name) => /^[0-9a-f]{64}\.sqlite$/.test(name))) {
    const db = new DatabaseSync(join(namespace, file))
    db.prepare(
      `INSERT INTO cursors (name, position, failures, failed_at, not_before) VALUES ('project', 0, 20, ?1, ?1 + ?2)
       ON CONFLICT (name) DO UPDATE SET failures = 20, not_before = excluded.not_before`,
    ).run(Date.now(), HOUR_MS)
    db.close()
  }
}
