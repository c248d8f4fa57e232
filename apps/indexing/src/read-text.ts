import type { Document } from '@repo/db/schema'
import { extractText } from './extract/extract-text.ts'
import { Unreadable } from './extract/unreadable.ts'
import { fileKey } from './file-key.ts'
import { FILE_MAX_BYTES } from './file-max-bytes.ts'
import type { ExtractedText } from './rules/passage.ts'
import { recogniseContent } from './rules/recognise-content.ts'

/** What a document says, by its bytes alone: a file that is not what its name promised is found out here. */
export async function readText(files: R2Bucket, document: Document): Promise<ExtractedText> {
  if (document.sizeBytes > FILE_MAX_BYTES) {
    throw new Unreadable(`the file is too large: ${FILE_MAX_BYTES} bytes are the most`)
  }
  const file = await files.get(fileKey(document))
  if (!file) throw new Unreadable('the file is gone: upload it again')
  const bytes = await file.arrayBuffer()
  const recognised = recogniseContent(new Uint8Array(bytes))
  if ('refusal' in recognised) throw new Unreadable(recognised.refusal)
  return extractText(recognised.contentType, bytes)
}
