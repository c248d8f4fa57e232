import { createDb } from '@repo/db'
import { forgetTold, noteTrouble, type Trouble } from '@repo/db/alerts'
import type { Bindings } from '../context.ts'

// A file of its own, so that the door does not load Drizzle for it.

/** Keeps the trouble and says whether a person is to be told. */
export function noteInD1(env: Bindings, trouble: Trouble, now: Date) {
  return noteTrouble(createDb(env.DB), trouble, now)
}

/** Nobody took it: the next time that it is noted a person is to be told at once. */
export function forgetInD1(env: Bindings, fingerprint: string) {
  return forgetTold(createDb(env.DB), fingerprint)
}
