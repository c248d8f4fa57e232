import type { Db } from '@repo/db'
import { listStuckDocuments, listWaitingDocuments } from '@repo/db/documents'
import type { Document } from '@repo/db/schema'
import { documentUploaded } from '@repo/events/document'
import { log } from '@repo/worker-kit/log'
import { inngest } from './inngest.ts'

const WAIT_MS = 60_000
// Inngest hears the same event, and starts a run for it, once in 24 hours.
const STUCK_MS = 25 * 3_600_000
const BATCH_MAX = 100

type Announced = Pick<Document, 'id' | 'teamId' | 'version'>

/** The event that starts a document's work. Its id is the same however often it is made, so that a repeat is heard once. */
export function documentUploadedEvent({ id: documentId, teamId, version }: Announced) {
  return documentUploaded.create(
    { documentId, teamId, version },
    { id: `document-uploaded:${documentId}#${version}` },
  )
}

/** Announces a stored document at once if it can; if not, `announceWaitingDocuments` will. No answer need wait for it. */
export async function announceDocument(document: Announced): Promise<void> {
  try {
    await inngest.send(documentUploadedEvent(document))
  } catch (error) {
    log.warn('document waits for its announcement', { teamId: document.teamId, error })
  }
}

/**
 * Every minute: announces the documents that still wait, in case Inngest could not be reached when they came in. Every hour also those
 * whose work began and never ended, because the engine forgot their run.
 */
export async function announceWaitingDocuments(db: Db, now: Date): Promise<void> {
  const waiting = await listWaitingDocuments(db, new Date(now.getTime() - WAIT_MS), BATCH_MAX)
  const isFullHour = now.getUTCMinutes() === 0
  const stuck = isFullHour ? await listStuckDocuments(db, new Date(now.getTime() - STUCK_MS), BATCH_MAX) : []
  const events = [...waiting, ...stuck].map(documentUploadedEvent)
  if (events.length > 0) await inngest.send(events)
}
