import { DomainError } from '@repo/worker-kit/errors'
import type { Bindings } from './context.ts'
import type { Deadline } from './deadline.ts'
import { BODY_MAX_BYTES, readBody } from './read-body.ts'
import { countRefusal, isShutOut, SHUT_OUT_BODY_MAX_BYTES, TooManyRefused } from './refusals.ts'
import { readClaim } from './sources/read-claim.ts'
import { secretsOf } from './sources/secrets.ts'
import type { Received, Source } from './sources/source.ts'
import { verifyClaim } from './sources/verify-claim.ts'

const KEPT_HEADER_MAX_CHARS = 4_096

/** A webhook that one of the source's secrets signed, with the headers that are kept of it. */
export type LetIn = Received & { secretId: string; kept: Record<string, string> }

/**
 * Lets in what is signed; whatever else comes is refused as early as it shows, and counted against its address. Also of an address that
 * is shut out what is signed is let in: anybody may have GitHub send us forged webhooks from the very address that the true ones come from.
 */
export async function letIn(
  env: Bindings,
  source: Source,
  request: Request,
  now: Date,
  deadline: Deadline,
): Promise<LetIn> {
  const secrets = await secretsOf(env, source)
  const { headers } = request
  const address = headers.get('cf-connecting-ip') ?? 'unknown'
  const isShut = isShutOut(source.name, address, now)
  try {
    const claim = readClaim(source, headers, now)
    const kept = keptOf(source, headers)
    const body = await readBody(request, deadline, isShut ? SHUT_OUT_BODY_MAX_BYTES : BODY_MAX_BYTES)
    const { id: secretId } = await verifyClaim(source, claim, body, secrets, now)
    return { headers, kept, body, signedId: claim.id, secretId }
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    if (isShut) throw new TooManyRefused()
    await countRefusal(env, source.name, address, now)
    throw error
  }
}

function keptOf({ keptHeaders }: Source, headers: Headers): Record<string, string> {
  return Object.fromEntries(
    keptHeaders.map((name) => {
      const value = headers.get(name) ?? ''
      if (value.length <= KEPT_HEADER_MAX_CHARS) return [name, value]
      const limit = `${KEPT_HEADER_MAX_CHARS} characters`
      throw new DomainError('too_large', 'the header is too long', { field: name, limit })
    }),
  )
}
