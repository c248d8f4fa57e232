import type { Document } from '@repo/db/schema'
import { DomainError } from '@repo/worker-kit/errors'
import type { Context } from 'hono'
import { FILE_MAX_BYTES } from '../file-max-bytes.ts'
import { readCapped } from '../read-capped.ts'
import { cleanName } from '../rules/clean-name.ts'
import { recogniseContent } from '../rules/recognise-content.ts'

const NAME_MAX = 200
// What a form has around its file.
const FORM_BYTES = 16 * 1024
// As much as Cloudflare lets through. A sender that is cut off while it still sends never reads why, so what is too large is read to its end.
const SENT_MAX_BYTES = 100 * 1024 * 1024

export type Upload = Pick<Document, 'name' | 'contentType'> & { bytes: ArrayBuffer }

/**
 * The file of a request, which is the body itself or the first file of a form, and the name that it goes by. Whatever it is, an empty
 * one too: the document's status says what is wrong with it, to everybody who looks for it.
 */
export async function readUpload(c: Context): Promise<Upload> {
  const body = await readCapped(c.req.raw, FILE_MAX_BYTES + FORM_BYTES, SENT_MAX_BYTES)
  if (!body) throw new FileTooLarge()
  const file = isForm(c) ? await fileOf(c, body) : undefined
  const bytes = file ? await file.arrayBuffer() : body
  if (bytes.byteLength > FILE_MAX_BYTES) throw new FileTooLarge()

  const name = cleanName(c.req.query('name') ?? c.req.header('x-document-name') ?? file?.name ?? 'untitled')
  if (name === '' || name.length > NAME_MAX) {
    throw new DomainError('invalid', `a name has 1 to ${NAME_MAX} characters`, { field: 'name' })
  }
  const recognised = recogniseContent(new Uint8Array(bytes))
  const contentType = 'contentType' in recognised ? recognised.contentType : 'application/octet-stream'
  return { name, bytes, contentType }
}

class FileTooLarge extends DomainError {
  constructor() {
    super('too_large', 'the file is too large', { field: 'file', limit: `${FILE_MAX_BYTES} bytes` })
  }
}

const isForm = (c: Context) => c.req.header('content-type')?.startsWith('multipart/form-data') ?? false

async function fileOf(c: Context, body: ArrayBuffer): Promise<File> {
  const headers = { 'content-type': c.req.header('content-type') ?? '' }
  const form = await new Response(body, { headers }).formData().catch(() => undefined)
  const file = [...(form?.values() ?? [])].find((value) => value instanceof File)
  if (!file) throw new DomainError('invalid', 'the form has no file', { field: 'file' })
  return file
}
