import { eventType } from 'inngest'
import { z } from 'zod'

/** The version counts a document's contents, removals and tries: only the newest counts. */
const DocumentVersion = z.object({ documentId: z.string(), teamId: z.string(), version: z.int().min(1) })

/** A document is stored and waits to be indexed. */
export const documentUploaded = eventType('document/uploaded', { schema: DocumentVersion })

/** The document's passages can be found; those of earlier versions no longer. */
export const documentIndexed = eventType('document/indexed', { schema: DocumentVersion })

/** This version of the document will not be indexed. What was found of an earlier one is still found. */
export const documentIndexFailed = eventType('document/index.failed', {
  schema: DocumentVersion.extend({ reason: z.string() }),
})

/** The document is in no answer any more and its bytes are gone. */
export const documentDeleted = eventType('document/deleted', { schema: DocumentVersion })
