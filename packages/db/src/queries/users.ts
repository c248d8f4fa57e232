import { DomainError } from '@repo/worker-kit/errors'
import { and, desc, eq, gt, isNull, lt, sql } from 'drizzle-orm'
import type { Db } from '../index.ts'
import { type NewUser, type User, users } from '../schema/index.ts'

export class UserNotFound extends DomainError {
  constructor(id: string) {
    super('not_found', `user ${id} does not exist`)
  }
}

export async function getUser(db: Db, id: string): Promise<User> {
  const user = await db.select().from(users).where(eq(users.id, id)).get()
  if (!user) throw new UserNotFound(id)
  return user
}

/** Stores the user unless the team has one with this address; answers the one that is there. */
export async function addUser(db: Db, user: NewUser): Promise<User> {
  await db.insert(users).values(user).onConflictDoNothing()
  const byAddress = and(eq(users.teamId, user.teamId), eq(users.email, user.email))
  const stored = await db.select().from(users).where(byAddress).get()
  if (!stored) throw new UserNotFound(user.id)
  return stored
}

/** Newest first. */
export async function listUsers(db: Db, limit: number): Promise<User[]> {
  return db.select().from(users).orderBy(desc(users.createdAt)).limit(limit)
}

/** The ids of those who want a digest, in order, after the given one. */
export async function listDigestReaders(db: Db, after: string, limit: number): Promise<string[]> {
  const rows = await digestReaders(db, after, limit)
  return rows.map(({ id }) => id)
}

/** The query alone, so that a test can ask D1 how it answers it. */
export const digestReaders = (db: Db, after: string, limit: number) =>
  db
    .select({ id: users.id })
    .from(users)
    // Written out, not bound: SQLite uses a partial index only where it can see the condition.
    .where(and(sql`${users.wantsDigest} = 1`, gt(users.id, after)))
    .orderBy(users.id)
    .limit(limit)

/** Users of before then whom nobody has greeted, oldest first: their announcement may have been lost. */
export async function listUngreeted(db: Db, before: Date, limit: number): Promise<User[]> {
  return ungreeted(db, before, limit)
}

/** The query alone, so that a test can ask D1 how it answers it. */
export const ungreeted = (db: Db, before: Date, limit: number) =>
  db
    .select()
    .from(users)
    .where(and(isNull(users.greetedAt), lt(users.createdAt, before)))
    .orderBy(users.createdAt)
    .limit(limit)
