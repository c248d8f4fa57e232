import type { Document } from '@repo/db/schema'
import { documentDeleted } from '@repo/events/document'
import { log } from '@repo/worker-kit/log'
import { inngest } from './inngest.ts'

export function documentDeletedEvent({
  id: documentId,
  teamId,
  version,
}: Pick<Document, 'id' | 'teamId' | 'version'>) {
  return documentDeleted.create(
    { documentId, teamId, version },
    { id: `document-deleted:${documentId}#${version}` },
  )
}

/** Tells whoever wants to know. Nothing of the removal itself hangs on it. */
export async function announceRemoval(document: Document): Promise<void> {
  try {
    await inngest.send(documentDeletedEvent(document))
  } catch (error) {
    log.warn('nobody heard of a removal', { teamId: document.teamId, error })
  }
}
