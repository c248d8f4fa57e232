import type { Db } from '@repo/db'
import { saveContent } from '@repo/db/documents'
import type { Document } from '@repo/db/schema'
import { documentId } from './document-id.ts'
import { fileKey } from './file-key.ts'
import { FILE_MAX_BYTES } from './file-max-bytes.ts'
import { removeOldFiles } from './remove-old-files.ts'
import { sha256Hex } from './sha256-hex.ts'

export type NewFile = Pick<Document, 'teamId' | 'source' | 'name' | 'contentType' | 'asOf'> & {
  /** Undefined where they are too many to be kept. */
  bytes: ArrayBuffer | undefined
}

/** Stores a file, the bytes first; one that is there already changes nothing. The bytes that it replaces go. */
export async function storeDocument(
  { db, files }: { db: Db; files: R2Bucket },
  { bytes, ...file }: NewFile,
  now: Date,
): Promise<Document> {
  const id = await documentId(file)
  const sha256 = bytes ? await sha256Hex(bytes) : ''
  const sizeBytes = bytes?.byteLength ?? FILE_MAX_BYTES + 1
  if (bytes) await files.put(fileKey({ ...file, id, sha256 }), bytes)
  const stored = await saveContent(db, { ...file, id, sizeBytes, sha256 }, now)
  if (stored.version > 1) await removeOldFiles(files, stored)
  return stored
}
