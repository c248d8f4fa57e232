import { expect, it } from 'vitest'
import { db } from '../../test/given.ts'
import { listSecretUses, noteSecretUses } from './secret-uses.ts'

const aUse = (hits: number, at: number, secretId = crypto.randomUUID()) => ({
  source: 'stripe',
  secretId,
  hits,
  lastUsedAt: new Date(at),
})

const noted = async (secretId: string) => (await listSecretUses(db)).find((use) => use.secretId === secretId)

it('keeps the newest sum of each secret', async () => {
  const [first, second] = [aUse(1, 1_000), aUse(2, 2_000)]
  await noteSecretUses(db, [first, second])

  await noteSecretUses(db, [{ ...first, hits: 3, lastUsedAt: new Date(3_000) }])

  expect(await noted(first.secretId)).toEqual({ ...first, hits: 3, lastUsedAt: new Date(3_000) })
  expect(await noted(second.secretId)).toEqual(second)
})

it('never counts backwards', async () => {
  const use = aUse(5, 5_000)
  await noteSecretUses(db, [use])

  await noteSecretUses(db, [{ ...use, hits: 4, lastUsedAt: new Date(6_000) }])

  expect(await noted(use.secretId)).toMatchObject({ hits: 5, lastUsedAt: new Date(6_000) })
})

it('takes none at all', async () => {
  await expect(noteSecretUses(db, [])).resolves.toBeUndefined()
})
