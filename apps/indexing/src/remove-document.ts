import type { Db } from '@repo/db'
import { markDeleted } from '@repo/db/documents'
import type { Document } from '@repo/db/schema'
import { removeOldFiles } from './remove-old-files.ts'
import type { indexOf } from './search/index-of.ts'

export type RemovalPlaces = {
  db: Db
  files: R2Bucket
  indexOf: (teamId: string) => ReturnType<typeof indexOf>
}

/**
 * Takes a document out of the index, and its bytes out of R2. Each part may be repeated: whoever got no answer asks again. Undefined where there is no document, or one whose source has changed since `asOf`.
 */
export async function removeDocument(
  { db, files, indexOf }: RemovalPlaces,
  id: string,
  asOf: Date,
  now: Date,
): Promise<Document | undefined> {
  const document = await markDeleted(db, id, asOf, now)
  if (document?.status !== 'deleted') return undefined

  const { teamId, version, name } = document
  await indexOf(teamId).remove({ documentId: id, version, name })
  await removeOldFiles(files, document)
  return document
}
