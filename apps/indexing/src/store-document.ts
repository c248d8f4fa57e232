import type { Db } from '@repo/db'
import { saveContent } from '@repo/db/documents'
import type { Document } from '@repo/db/schema'
import { documentId } from './document-id.ts'
import { fileKey } from './file-key.ts'
import type { ContentType } from './rules/recognise-content.ts'
import { sha256Hex } from './sha256-hex.ts'

export type NewFile = {
  teamId: string
  source: string
  name: string
  contentType: ContentType
  bytes: ArrayBuffer
  asOf: Date
}

/** Stores a file, the bytes first; one that is there already changes nothing. */
export async function storeDocument(
  { db, files }: { db: Db; files: R2Bucket },
  { bytes, ...file }: NewFile,
  now: Date,
): Promise<Document> {
  const sha256 = await sha256Hex(bytes)
  await files.put(fileKey({ teamId: file.teamId, sha256 }), bytes)
  return saveContent(db, { ...file, id: await documentId(file), sizeBytes: bytes.byteLength, sha256 }, now)
}
