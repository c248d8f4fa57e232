import type { Db } from '@repo/db'
import { saveContent } from '@repo/db/documents'
import type { Document } from '@repo/db/schema'
import { documentId } from './document-id.ts'
import { fileKey } from './file-key.ts'
import { FILE_MAX_BYTES } from './file-max-bytes.ts'
import { sha256Hex } from './sha256-hex.ts'

export type NewFile = Pick<Document, 'teamId' | 'source' | 'name' | 'contentType' | 'asOf'> & {
  /** Undefined where they are too many to be kept. */
  bytes: ArrayBuffer | undefined
}

/** Stores a file, the bytes first; one that is there already changes nothing. */
export async function storeDocument(
  { db, files }: { db: Db; files: R2Bucket },
  { bytes, ...file }: NewFile,
  now: Date,
): Promise<Document> {
  const id = await documentId(file)
  if (bytes === undefined) {
    return saveContent(db, { ...file, id, sizeBytes: FILE_MAX_BYTES + 1, sha256: '' }, now)
  }
  const sha256 = await sha256Hex(bytes)
  await files.put(fileKey({ teamId: file.teamId, sha256 }), bytes)
  return saveContent(db, { ...file, id, sizeBytes: bytes.byteLength, sha256 }, now)
}
