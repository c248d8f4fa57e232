import type { Caller } from '@repo/worker-kit/auth'
import { and, eq, isNull } from 'drizzle-orm'
import type { Db } from '../index.ts'
import { apiTokens } from '../schema/index.ts'

/** Whom the token with this SHA-256 speaks for, unless it was revoked. */
export async function findCaller(db: Db, tokenHash: string): Promise<Caller | undefined> {
  return db
    .select({ tokenId: apiTokens.id, teamId: apiTokens.teamId, scopes: apiTokens.scopes })
    .from(apiTokens)
    .where(and(eq(apiTokens.tokenHash, tokenHash), isNull(apiTokens.revokedAt)))
    .get()
}
