import { createDb } from '@repo/db'
import {
  DocumentNotFound,
  findDocument,
  getDocument,
  listTeamDocuments,
  reopenDocument,
} from '@repo/db/documents'
import type { Document } from '@repo/db/schema'
import { input } from '@repo/worker-kit/input'
import { Hono } from 'hono'
import { z } from 'zod'
import { announceDocument } from '../announce-document.ts'
import { announceRemoval } from '../announce-removal.ts'
import { type HonoEnv, scope } from '../context.ts'
import { removeDocument } from '../remove-document.ts'
import { indexOf } from '../search/index-of.ts'
import { storeDocument } from '../store-document.ts'
import { Cursor, writeCursor } from './cursor.ts'
import { readUpload } from './read-upload.ts'

const Page = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(50),
  after: Cursor.optional(),
})

/** A team's own documents. */
export const documents = new Hono<HonoEnv>()
  .post('/', scope('documents:write'), async (c) => {
    const { teamId } = c.var.caller
    const upload = await readUpload(c)
    const now = new Date()
    const places = { db: createDb(c.env.DB), files: c.env.FILES }
    const document = await storeDocument(places, { ...upload, teamId, source: 'upload', asOf: now }, now)
    // Announced on repeats too: the first announcement may be what failed. Same id, so heard once.
    if (document.status === 'uploaded') c.executionCtx.waitUntil(announceDocument(document))
    return c.json(present(document), 202, { location: `/v1/documents/${document.id}` })
  })
  .get('/', scope('documents:read'), input('query', Page), async (c) => {
    const { limit, after } = c.req.valid('query')
    const { teamId } = c.var.caller
    const listed = await listTeamDocuments(createDb(c.env.DB), teamId, limit + 1, after)
    const page = listed.slice(0, limit)
    const last = listed.length > limit ? page.at(-1) : undefined
    return c.json({ documents: page.map(present), next: last ? writeCursor(last) : null })
  })
  .get('/:id', scope('documents:read'), async (c) => {
    const { teamId } = c.var.caller
    return c.json(present(await getDocument(createDb(c.env.DB), c.req.param('id'), teamId)))
  })
  .post('/:id/retry', scope('documents:write'), async (c) => {
    const db = createDb(c.env.DB)
    const { id } = await getDocument(db, c.req.param('id'), c.var.caller.teamId)
    const document = await reopenDocument(db, id, new Date())
    c.executionCtx.waitUntil(announceDocument(document))
    return c.json(present(document), 202)
  })
  .delete('/:id', scope('documents:write'), async (c) => {
    const db = createDb(c.env.DB)
    const id = c.req.param('id')
    // A deleted one too: whoever got no answer asks again.
    if ((await findDocument(db, id))?.teamId !== c.var.caller.teamId) throw new DocumentNotFound(id)

    const now = new Date()
    const places = { db, files: c.env.FILES, indexOf: (teamId: string) => indexOf(c.env, teamId) }
    const removed = await removeDocument(places, id, now, now)
    if (removed) c.executionCtx.waitUntil(announceRemoval(removed))
    return c.body(null, 204)
  })

function present(document: Document) {
  const {
    id,
    name,
    source,
    contentType,
    sizeBytes,
    status,
    error,
    chunkCount,
    version,
    createdAt,
    updatedAt,
  } = document
  return {
    id,
    name,
    source,
    contentType,
    sizeBytes,
    status,
    error,
    chunkCount,
    version,
    createdAt,
    updatedAt,
  }
}
