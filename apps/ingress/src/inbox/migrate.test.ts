import { abortAllDurableObjects, runInDurableObject } from 'cloudflare:test'
import { expect, it } from 'vitest'
import { aDelivery } from '../../test/a-delivery.ts'
import { anEngine } from '../../test/engine.ts'
import { again, aShard, runDueAlarms } from '../../test/shard.ts'

const FIRST_COLUMNS = `key, source, type, object_id, status, announcement, received_at, due_at, headers, body, body_ref, size_bytes,
  event_id, run_id, error, seq`
const TABLES_SINCE = [
  'objects',
  'spent_keys',
  'secret_uses',
  'past_attempts',
  'places',
  'bodies',
  'migrations',
]

it('a shard of the first version keeps what it has and goes on', async () => {
  const engine = anEngine()
  const [shard, delivery] = [aShard(), aDelivery()]
  await shard.accept(delivery)
  await runInDurableObject(shard, (_, { storage: { sql } }) => {
    sql.exec(`CREATE TABLE first AS SELECT ${FIRST_COLUMNS} FROM deliveries JOIN bodies ON id = body_id; DROP TABLE deliveries;
      CREATE TABLE deliveries (key TEXT PRIMARY KEY, source TEXT NOT NULL, type TEXT NOT NULL, object_id TEXT, status TEXT NOT NULL,
        announcement INTEGER NOT NULL DEFAULT 0, received_at INTEGER NOT NULL, due_at INTEGER NOT NULL, headers TEXT NOT NULL,
        body BLOB, body_ref TEXT, size_bytes INTEGER NOT NULL, event_id TEXT, run_id TEXT, error TEXT, seq INTEGER NOT NULL
      ) WITHOUT ROWID;
      INSERT INTO deliveries (${FIRST_COLUMNS}) SELECT ${FIRST_COLUMNS} FROM first; DROP TABLE first;
      ${TABLES_SINCE.map((table) => `DROP TABLE ${table};`).join(' ')}`)
  })
  await abortAllDurableObjects()

  const revived = again(shard)
  await revived.wake()
  await runDueAlarms(revived)

  expect(engine.taken).toEqual([`${delivery.key}#0`])
  const stored = await revived.read(delivery.key)
  expect(stored).toMatchObject({ status: 'announced', objectKey: null })
  expect(new Uint8Array(stored?.body ?? new ArrayBuffer())).toEqual(delivery.body)
})
