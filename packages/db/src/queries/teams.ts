import { DomainError } from '@repo/worker-kit/errors'
import { eq } from 'drizzle-orm'
import type { Db } from '../index.ts'
import { type Team, teams } from '../schema/index.ts'

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
