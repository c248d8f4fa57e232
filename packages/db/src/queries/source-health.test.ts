import { expect, it } from 'vitest'
import { db } from '../../test/given.ts'
import { projectDeliveries } from './deliveries.ts'
import { noteSecretUses } from './secret-uses.ts'
import { readSourceHealth } from './source-health.ts'

it('tells of each source what came since then, and when it was last heard', async () => {
  const source = `mill-${crypto.randomUUID()}`
  const fact = {
    source,
    type: 'turned',
    objectId: null,
    objectKey: null,
    sequence: null,
    ordering: null,
    announcement: 0,
    sizeBytes: 1,
    eventId: null,
    runId: null,
  }
  const facts = [
    { status: 'dead' as const, receivedAt: 1_000 },
    { status: 'handled' as const, receivedAt: 2_000 },
    { status: 'handled' as const, receivedAt: 3_000 },
  ].map((more, i) => ({ ...fact, ...more, id: `${source}:${i}`, error: null, revision: 1 }))
  await projectDeliveries(db, facts)

  await noteSecretUses(db, [
    { source, secretId: 'old', hits: 9, lastUsedAt: new Date(1_000) },
    { source, secretId: 'new', hits: 1, lastUsedAt: new Date(1_500) },
  ])

  expect(await readSourceHealth(db, [source, 'never'], new Date(2_000))).toEqual([
    { source, lastHeardAt: 1_500, lastReceivedAt: 3_000, counts: { handled: 2 } },
    { source: 'never', lastHeardAt: null, lastReceivedAt: null, counts: {} },
  ])
})
