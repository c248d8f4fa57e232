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
  const taken = await findBySlug(db, team.slug)
  if (taken) return taken
  try {
    // One transaction: a team without a token could never be entered.
    await db.batch([
      db.insert(teams).values(team),
      db.insert(apiTokens).values({ ...token, teamId: team.id, createdAt: team.createdAt }),
    ])
    return team
  } catch (error) {
    // Another may have taken the slug since we looked: the index decides, and nothing of this batch was kept.
    const winner = await findBySlug(db, team.slug)
    if (!winner) throw error
    return winner
  }
}

async function findBySlug(db: Db, slug: string): Promise<Team | undefined> {
  return db.select().from(teams).where(eq(teams.slug, slug)).get()
}
