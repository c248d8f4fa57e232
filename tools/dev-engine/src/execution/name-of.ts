import type { Op } from './answer.ts'

/** What the app calls its step. */
export function nameOf({ displayName, name, id }: Op): string {
  return displayName ?? name ?? id
}
