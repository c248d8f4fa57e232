import type { Db } from '@repo/db'
import { apiTokens, teams } from '@repo/db/schema'
import { hashToken, scopes as everyScope } from '@repo/worker-kit/auth'

/** A team in the database and a token that may do everything but operate, unless said otherwise. */
export async function aTeam(
  db: Db,
  {
    scopes = everyScope.filter((scope) => scope !== 'operator') as string[],
    revokedAt = null as Date | null,
  } = {},
): Promise<{ teamId: string; token: string; authorization: string }> {
  const teamId = `team_${crypto.randomUUID()}`
  const token = `mr_${crypto.randomUUID()}`
  const createdAt = new Date()

  await db.insert(teams).values({ id: teamId, name: 'A team', createdAt })
  await db.insert(apiTokens).values({
    id: crypto.randomUUID(),
    teamId,
    tokenHash: await hashToken(token),
    scopes,
    createdAt,
    revokedAt,
  })
  return { teamId, token, authorization: `Bearer ${token}` }
}
