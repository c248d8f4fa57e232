import { DomainError } from '@repo/worker-kit/errors'
import type { Bindings } from '../context.ts'
import type { StoredDelivery } from '../inbox/stored-delivery.ts'
import { findBody } from '../inbox/find-body.ts'
import { getSource } from '../sources/get-source.ts'
import { readClaim } from '../sources/read-claim.ts'
import { type Secret, secretSettingOf, secretsOf } from '../sources/secrets.ts'
import { SignatureRefused, type Source } from '../sources/source.ts'
import { verifyClaim } from '../sources/verify-claim.ts'
import { matchesSeal, originOf } from './seal.ts'

export class DeliveryNotFound extends DomainError {
  constructor(id: string) {
    super('not_found', `delivery ${id} does not exist, or its body is older than 30 days or erased`, {
      field: 'id',
    })
  }
}

export class StoredBytesRefused extends DomainError {
  constructor(id: string, reason: string) {
    super('conflict', `delivery ${id} cannot be replayed: ${reason}`, { field: 'id' })
  }
}

/**
 * The bytes as they came in, verified as they were then: by the signature that is kept with them, at the time of receipt. A secret that
 * has left the active ones vouches for what it signed as long as it stands among the retired.
 */
export async function verifyStored(env: Bindings, stored: StoredDelivery): Promise<Uint8Array<ArrayBuffer>> {
  const { key, headers, receivedAt } = stored
  const bytes = await findBody(env, stored)
  if (!bytes) throw new DeliveryNotFound(key)
  const body = new Uint8Array(bytes)
  if (originOf(headers) !== undefined) {
    if (await matchesSeal(headers, body)) return body
    throw new StoredBytesRefused(key, 'its bytes are not those that were filed')
  }
  const source = getSource(stored.source)
  const now = new Date(receivedAt)
  try {
    const claim = readClaim(source, new Headers(headers), now)
    await verifyClaim(source, claim, body, await vouchersOf(env, source, key), now)
    return body
  } catch (error) {
    if (!(error instanceof SignatureRefused)) throw error
    const setting = `${secretSettingOf(source)}_RETIRED`
    throw new StoredBytesRefused(key, `${error.message}; if its secret was rolled, name it in ${setting}`)
  }
}

/** The active secrets and those that were. None at all is final: nobody can say that these bytes are the sender's. */
async function vouchersOf(env: Bindings, source: Source, key: string): Promise<Secret[]> {
  const setting = secretSettingOf(source)
  const texts = [setting, `${setting}_RETIRED`].flatMap((name) => String(Reflect.get(env, name) ?? ''))
  try {
    return await secretsOf({ [setting]: texts.join(' ').trim() }, source)
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    throw new StoredBytesRefused(
      key,
      `${source.name} has no secret; name the one that it had in ${setting}_RETIRED`,
    )
  }
}
