import type { Db } from '@repo/db'
import { findDocument, markIndexed } from '@repo/db/documents'
import type { indexOf } from './search/index-of.ts'
import type { IndexedPassage } from './search/index-store.ts'
import { joinVectors } from './search/join-vectors.ts'
import { readVectors } from './search/vector-file.ts'
import type { workFiles } from './work-files.ts'

type Places = {
  db: Db
  work: ReturnType<typeof workFiles>
  indexOf: (teamId: string) => ReturnType<typeof indexOf>
}

type Prepared = { documentId: string; version: number; passagesKey: string; vectorKeys: string[] }

/** Puts what was prepared into the team's index. False where this version is no longer the newest, there or in the database. */
export async function storePassages(
  { db, work, indexOf }: Places,
  { documentId, version, passagesKey, vectorKeys }: Prepared,
  now: Date,
): Promise<boolean> {
  const document = await findDocument(db, documentId)
  if (document?.version !== version) return false

  const passages = await work.getJson<IndexedPassage[]>(passagesKey)
  const packs = await Promise.all(vectorKeys.map(async (key) => readVectors(await work.getBytes(key))))
  const { teamId, name } = document
  const isNewest = await indexOf(teamId).replace({ documentId, version, name }, passages, joinVectors(packs))
  return isNewest && markIndexed(db, documentId, version, passages.length, now)
}
