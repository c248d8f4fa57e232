import { DomainError } from '@repo/worker-kit/errors'
import { eq } from 'drizzle-orm'
import type { Db } from '../index.ts'
import { type ApiToken, apiTokens, type Team, teams } from '../schema/index.ts'

export class TeamNotFound extends DomainError {
  constructor(id: string) {
    super('not_found', `team ${id} does not exist`)
  }
}

export async function getTeam(db: Db, id: string): Promise<Team> {
  const team = await db.select().from(teams).where(eq(teams.id, id)).get()
  if (!team) throw new TeamNotFound(id)
  return team
}

/** Opens a team with its first token, unless the slug is taken; answers the team that has it. */
export async function addTeam(
  db: Db,
  team: Team & { slug: string },
  token: Pick<ApiToken, 'id' | 'tokenHash' | 'scopes'>,
): Promise<Team> {
  const taken = await db.select().from(teams).where(eq(teams.slug, team.slug)).get()
  if (taken) return taken
  // One transaction: a team without a token could never be entered.
  await db.batch([
    db.insert(teams).values(team),
    db.insert(apiTokens).values({ ...token, teamId: team.id, createdAt: team.createdAt }),
  ])
  return team
}
