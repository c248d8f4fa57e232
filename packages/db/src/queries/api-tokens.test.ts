import { expect, it } from 'vitest'
import { aTeamId, db } from '../../test/given.ts'
import { apiTokens } from '../schema/index.ts'
import { findCaller } from './api-tokens.ts'

it('knows a token by its hash until it is revoked', async () => {
  const teamId = await aTeamId()
  const token = { teamId, scopes: ['orders:read'], createdAt: new Date() }
  await db.insert(apiTokens).values([
    { ...token, id: 'tok_1', tokenHash: 'hash-1' },
    { ...token, id: 'tok_2', tokenHash: 'hash-2', revokedAt: new Date() },
  ])

  expect(await findCaller(db, 'hash-1')).toEqual({ tokenId: 'tok_1', teamId, scopes: ['orders:read'] })
  expect(await findCaller(db, 'hash-2')).toBeUndefined()
  expect(await findCaller(db, 'hash-3')).toBeUndefined()
})
