import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { db } from '../../test/given.ts'
import { apiTokens } from '../schema/index.ts'
import { addTeam } from './teams.ts'

it('gives one team to all who ask for its slug at once, with one token', async () => {
  const slug = `team-${crypto.randomUUID()}`
  const opened = await Promise.all(
    Array.from({ length: 20 }, () => {
      const id = crypto.randomUUID()
      const team = { id, slug, name: 'A team', createdAt: new Date(0) }
      return addTeam(db, team, { id: `token-${id}`, tokenHash: id, scopes: ['operator'] })
    }),
  )

  const [first] = opened
  expect(new Set(opened.map(({ id }) => id)).size).toBe(1)
  expect(
    await db
      .select()
      .from(apiTokens)
      .where(eq(apiTokens.teamId, String(first?.id))),
  ).toHaveLength(1)
})
