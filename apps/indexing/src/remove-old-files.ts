import type { Document } from '@repo/db/schema'
import { fileKey, filesOf } from './file-key.ts'

/**
 * Takes the bytes of a document's earlier versions out of R2, and all of them where it is deleted. What was put since the document last
 * changed stays, because an upload under way may be about to make it the document's next version.
 */
export async function removeOldFiles(files: R2Bucket, document: Document): Promise<void> {
  const kept = document.status === 'deleted' ? undefined : fileKey(document)
  const { objects } = await files.list({ prefix: filesOf(document) })
  const old = objects.filter(({ key, uploaded }) => key !== kept && uploaded < document.updatedAt)
  if (old.length > 0) await files.delete(old.map(({ key }) => key))
}
