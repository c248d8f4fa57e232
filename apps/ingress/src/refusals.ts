import { DomainError } from '@repo/worker-kit/errors'
import { log } from '@repo/worker-kit/log'
import type { Bindings } from './context.ts'

// As long as the limit counts, so that nobody is kept out for longer than it would say itself.
const SHUT_MS = 10_000
const REMEMBERED_MAX = 10_000

// Per isolate: whoever is shut out costs one look at a map, not a call, a body and a signature.
const shutUntil = new Map<string, number>()

class TooManyRefused extends DomainError {
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

/** Throws while too much from the address is refused. */
export function refuseWhileShut(source: string, address: string, now: Date): void {
  const until = shutUntil.get(keyOf(source, address))
  if (until === undefined) return
  if (until > now.getTime()) throw new TooManyRefused()
  shutUntil.delete(keyOf(source, address))
}

const keyOf = (source: string, address: string) => `${source} ${address}`
