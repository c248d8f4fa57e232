import { markEmpty, markFailed } from '@repo/db/documents'
import type { RemovalPlaces } from './remove-document.ts'

type Failure = {
  version: number
  reason: string
  /** The file itself is at fault: no new try will read it. */
  isUnreadable: boolean
}

/**
 * Ends the work on a version. What was found of an earlier one stays where we are at fault, because a new try will replace it; where
 * the file is, the text that was found is no longer what the file says, and goes.
 */
export async function failDocument(
  { db, indexOf }: Omit<RemovalPlaces, 'files'>,
  documentId: string,
  { version, reason, isUnreadable }: Failure,
  now: Date,
): Promise<void> {
  const document = await markFailed(db, documentId, version, reason, now)
  if (!document || !isUnreadable) return
  await indexOf(document.teamId).remove({ documentId, version, name: document.name })
  await markEmpty(db, documentId, version)
}
