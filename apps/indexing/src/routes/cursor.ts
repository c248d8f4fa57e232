import type { DocumentPlace } from '@repo/db/documents'
import { z } from 'zod'

/** Where a list goes on, as the `next` of its last page said: the time and the id of the last document there. */
export const Cursor = z
  .string()
  .regex(/^\d{1,15}-doc_[0-9a-f]{32}$/, 'the cursor is not one that a list gave')
  .transform((cursor): DocumentPlace => {
    const at = cursor.indexOf('-')
    return { createdAt: new Date(Number(cursor.slice(0, at))), id: cursor.slice(at + 1) }
  })

export const writeCursor = ({ createdAt, id }: DocumentPlace) => `${createdAt.getTime()}-${id}`
