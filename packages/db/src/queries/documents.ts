import { DomainError } from '@repo/worker-kit/errors'
import { and, desc, eq, inArray, lt, ne, sql } from 'drizzle-orm'
import type { Db } from '../index.ts'
import { type Document, documents } from '../schema/index.ts'

export type Content = Pick<
  Document,
  'id' | 'teamId' | 'source' | 'name' | 'contentType' | 'sizeBytes' | 'sha256' | 'asOf'
>

export class DocumentNotFound extends DomainError {
  constructor(id: string) {
    super('not_found', `document ${id} does not exist`)
  }
}

/** A deleted document does not exist, and neither does another team's. */
export async function getDocument(db: Db, id: string, teamId: string): Promise<Document> {
  const document = await findDocument(db, id)
  if (!document || document.teamId !== teamId || document.status === 'deleted') throw new DocumentNotFound(id)
  return document
}

/** Deleted ones too. */
export async function findDocument(db: Db, id: string): Promise<Document | undefined> {
  return db.select().from(documents).where(eq(documents.id, id)).get()
}

/** A document's place in the order of a list. */
export type DocumentPlace = Pick<Document, 'id' | 'createdAt'>

/** The team's newest first; of a longer list those that come after a place in it. */
export async function listTeamDocuments(
  db: Db,
  teamId: string,
  limit: number,
  after?: DocumentPlace,
): Promise<Document[]> {
  const isBelow =
    after && sql`(${documents.createdAt}, ${documents.id}) < (${after.createdAt.getTime()}, ${after.id})`
  return db
    .select()
    .from(documents)
    .where(and(eq(documents.teamId, teamId), ne(documents.status, 'deleted'), isBelow))
    .orderBy(desc(documents.createdAt), desc(documents.id))
    .limit(limit)
}

/** Where the team's documents come from, those sources alone that begin like this. */
export async function listSources(db: Db, teamId: string, prefix: string): Promise<string[]> {
  const begins = sql`substr(${documents.source}, 1, ${prefix.length}) = ${prefix}`
  const rows = await db
    .select({ source: documents.source })
    .from(documents)
    .where(and(eq(documents.teamId, teamId), ne(documents.status, 'deleted'), begins))
  return rows.map(({ source }) => source)
}

/** Newest first, of all teams. */
export async function listDocuments(db: Db, limit: number): Promise<Document[]> {
  return db.select().from(documents).orderBy(desc(documents.createdAt)).limit(limit)
}

/** Documents that nothing has happened to since `before`, oldest first: their announcement may have been lost. */
export async function listWaitingDocuments(db: Db, before: Date, limit: number): Promise<Document[]> {
  return (
    db
      .select()
      .from(documents)
      // Written out, not bound: SQLite uses a partial index only where it can see the condition.
      .where(and(sql`${documents.status} = 'uploaded'`, lt(documents.updatedAt, before)))
      .orderBy(documents.updatedAt)
      .limit(limit)
  )
}

/** Documents whose work began before `before` and has not ended, oldest first. No index helps: ask seldom. */
export async function listStuckDocuments(db: Db, before: Date, limit: number): Promise<Document[]> {
  return db
    .select()
    .from(documents)
    .where(and(eq(documents.status, 'indexing'), lt(documents.updatedAt, before)))
    .orderBy(documents.updatedAt)
    .limit(limit)
}

/**
 * Stores what a source holds now. New bytes, and any bytes after a failure or a removal, make a new version that waits to be indexed;
 * the same bytes change nothing, and neither does what is older than what is stored. Answers what is stored then.
 */
export async function saveContent(db: Db, content: Content, now: Date): Promise<Document> {
  const isNews = sql`(excluded.sha256 <> ${documents.sha256} OR ${documents.status} IN ('failed', 'deleted'))`
  await db
    .insert(documents)
    .values({ ...content, createdAt: now, updatedAt: now })
    .onConflictDoUpdate({
      target: documents.id,
      set: {
        contentType: sql`excluded.content_type`,
        sizeBytes: sql`excluded.size_bytes`,
        sha256: sql`excluded.sha256`,
        asOf: sql`excluded.as_of`,
        version: sql`${documents.version} + ${isNews}`,
        status: sql`CASE WHEN ${isNews} THEN 'uploaded' ELSE ${documents.status} END`,
        error: sql`CASE WHEN ${isNews} THEN NULL ELSE ${documents.error} END`,
        updatedAt: sql`CASE WHEN ${isNews} THEN excluded.updated_at ELSE ${documents.updatedAt} END`,
      },
      setWhere: sql`excluded.as_of >= ${documents.asOf}`,
    })
  const stored = await findDocument(db, content.id)
  if (!stored) throw new DocumentNotFound(content.id)
  return stored
}

/** Lets a document be indexed anew; answers it as it is now. */
export async function reopenDocument(db: Db, id: string, now: Date): Promise<Document> {
  const reopened = await db
    .update(documents)
    .set({ status: 'uploaded', version: sql`${documents.version} + 1`, error: null, updatedAt: now })
    .where(and(eq(documents.id, id), ne(documents.status, 'deleted')))
    .returning()
    .get()
  if (!reopened) throw new DocumentNotFound(id)
  return reopened
}

/** Answers the document, or undefined where there is nothing to do: this version is indexed, or no longer the newest. */
export async function startIndexing(
  db: Db,
  id: string,
  version: number,
  now: Date,
): Promise<Document | undefined> {
  return db
    .update(documents)
    .set({ status: 'indexing', error: null, updatedAt: now })
    .where(and(isNewest(id, version), ne(documents.status, 'indexed')))
    .returning()
    .get()
}

/** False where this version is no longer the newest. */
export async function markIndexed(
  db: Db,
  id: string,
  version: number,
  chunkCount: number,
  now: Date,
): Promise<boolean> {
  const { meta } = await db
    .update(documents)
    .set({ status: 'indexed', chunkCount, error: null, updatedAt: now })
    .where(isNewest(id, version))
  return meta.changes > 0
}

/**
 * Only a document that is being worked on: one that is indexed stays so, whatever a copy of its run comes to. Answers the document where
 * it has failed, now or before.
 */
export async function markFailed(
  db: Db,
  id: string,
  version: number,
  error: string,
  now: Date,
): Promise<Document | undefined> {
  await db
    .update(documents)
    .set({ status: 'failed', error, updatedAt: now })
    .where(and(isNewest(id, version), inArray(documents.status, ['uploaded', 'indexing'])))
  const failed = and(isNewest(id, version), eq(documents.status, 'failed'))
  return db.select().from(documents).where(failed).get()
}

/** Notes that nothing of a document is found any more, as long as this version of it has failed. */
export async function markEmpty(db: Db, id: string, version: number): Promise<void> {
  const failed = and(isNewest(id, version), eq(documents.status, 'failed'))
  await db.update(documents).set({ chunkCount: 0 }).where(failed)
}

/**
 * Marks the document as deleted, unless its source has changed since `asOf`; answers it as it is then. Its version grows, so that what
 * is still under way changes nothing.
 */
export async function markDeleted(db: Db, id: string, asOf: Date, now: Date): Promise<Document | undefined> {
  await db
    .update(documents)
    .set({
      status: 'deleted',
      version: sql`${documents.version} + 1`,
      error: null,
      chunkCount: 0,
      asOf,
      updatedAt: now,
    })
    .where(
      and(eq(documents.id, id), ne(documents.status, 'deleted'), sql`${documents.asOf} <= ${asOf.getTime()}`),
    )
  return findDocument(db, id)
}

/**
 * Notes that a source has removed what we have never heard of, so that older news of it, coming later, brings it back no more. False
 * where the document is known.
 */
export async function addTombstone(
  db: Db,
  removed: Pick<Document, 'id' | 'teamId' | 'source' | 'name' | 'asOf'>,
  now: Date,
): Promise<boolean> {
  const nothing = {
    contentType: 'application/octet-stream',
    sizeBytes: 0,
    sha256: '',
    status: 'deleted',
  } as const
  const { meta } = await db
    .insert(documents)
    .values({ ...removed, ...nothing, createdAt: now, updatedAt: now })
    .onConflictDoNothing()
  return meta.changes > 0
}

const isNewest = (id: string, version: number) =>
  and(eq(documents.id, id), eq(documents.version, version), ne(documents.status, 'deleted'))
