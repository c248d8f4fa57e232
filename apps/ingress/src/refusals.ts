import { DomainError } from '@repo/worker-kit/errors'
import { log } from '@repo/worker-kit/log'
import type { Bindings } from './context.ts'

// As long as the limit counts, so that nobody is kept out for longer than it would say itself.
const SHUT_MS = 10_000
const REMEMBERED_MAX = 10_000

/** The most that is read for an address while it is shut out. */
export const SHUT_OUT_BODY_MAX_BYTES = 1024 * 1024

// Per isolate: who is shut out costs one look at a map more, and no call.
const shutUntil = new Map<string, number>()

export class TooManyRefused extends DomainError {
  constructor() {
    super('too_many', 'too much from this address was refused; come again later', {
      limit: '20 refused requests in 10 s for each source and address',
      retryAfterSeconds: SHUT_MS / 1_000,
    })
  }
}

/** Only what is refused is counted: a signed webhook is never turned away for its number, for not every sender comes again. */
export async function countRefusal(env: Bindings, source: string, address: string, now: Date): Promise<void> {
  const key = keyOf(source, address)
  const { success } = await env.REFUSALS.limit({ key }).catch(() => ({ success: true }))
  if (success) return
  log.warn('an address is shut out', { source })
  if (shutUntil.size >= REMEMBERED_MAX) shutUntil.clear()
  shutUntil.set(key, now.getTime() + SHUT_MS)
}

/** Whether too much from the address was refused within the last seconds. */
export function isShutOut(source: string, address: string, now: Date): boolean {
  const until = shutUntil.get(keyOf(source, address))
  if (until === undefined) return false
  if (until > now.getTime()) return true
  shutUntil.delete(keyOf(source, address))
  return false
}

const keyOf = (source: string, address: string) => `${source} ${address}`
