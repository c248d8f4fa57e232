import { createDb } from '@repo/db'
import { noteTrouble, type Trouble } from '@repo/db/alerts'
import type { Bindings } from '../context.ts'

/** Keeps the trouble and says whether a person is to be told. A file of its own, so that the door does not load Drizzle for it. */
export function noteInD1(env: Bindings, trouble: Trouble, now: Date) {
  return noteTrouble(createDb(env.DB), trouble, now)
}
