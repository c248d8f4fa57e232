import { DomainError } from '@repo/worker-kit/errors'
import type { Context } from 'hono'
import { FILE_MAX_BYTES } from '../file-max-bytes.ts'
import { type ContentType, recogniseContent } from '../rules/recognise-content.ts'

const NAME_MAX = 200
// oxlint-disable-next-line no-control-regex -- control characters are what it looks for
const CONTROL = /[\u0000-\u001f\u007f]/g

export type Upload = { name: string; contentType: ContentType; bytes: ArrayBuffer }

/** The file of a request, which is the body itself or the first file of a form, and the name that it goes by. */
export async function readUpload(c: Context): Promise<Upload> {
  const file = isForm(c) ? await fileOf(c) : undefined
  const bytes = await (file ?? c.req).arrayBuffer()
  if (bytes.byteLength === 0) throw new DomainError('invalid', 'the file is empty', { field: 'file' })
  if (bytes.byteLength > FILE_MAX_BYTES) throw new FileTooLarge()

  const given = c.req.query('name') ?? c.req.header('x-document-name') ?? file?.name ?? 'untitled'
  const name = given.replaceAll(CONTROL, ' ').trim()
  if (name === '' || name.length > NAME_MAX) {
    throw new DomainError('invalid', `a name has 1 to ${NAME_MAX} characters`, { field: 'name' })
  }
  const recognised = recogniseContent(new Uint8Array(bytes))
  if ('refusal' in recognised) throw new DomainError('invalid', recognised.refusal, { field: 'file' })
  return { name, bytes, contentType: recognised.contentType }
}

export class FileTooLarge extends DomainError {
  constructor() {
    super('too_large', 'the file is too large', { field: 'file', limit: `${FILE_MAX_BYTES} bytes` })
  }
}

const isForm = (c: Context) => c.req.header('content-type')?.startsWith('multipart/form-data') ?? false

async function fileOf(c: Context): Promise<File> {
  const form = await c.req.formData().catch(() => undefined)
  const file = [...(form?.values() ?? [])].find((value) => value instanceof File)
  if (!file) throw new DomainError('invalid', 'the form has no file', { field: 'file' })
  return file
}
