import { DomainError } from '@repo/worker-kit/errors'
import { log } from '@repo/worker-kit/log'
import { acceptInShard } from './accept-in-shard.ts'
import type { Bindings } from './context.ts'
import { Deadline } from './deadline.ts'
import type { DeliveryRecord } from './inbox/delivery-record.ts'
import { sha256Hex } from './sha256-hex.ts'
import { within } from './within.ts'

/** Larger bodies wait in R2; the shard keeps the claim. */
const INLINE_MAX_BYTES = 100 * 1024
// Twice at the most: for the body, and for what the shard did not take.
const R2_TIMEOUT_MS = 2_000

/** For whoever has no sender waiting at the door. */
const PATIENT_MS = 4_000

/**
 * Returns only when one durable record of the delivery exists: in its shard or, where the shard has not answered by the deadline, under
 * `unfiled/` in R2, from where the watchdog brings it through the same door. Throws 503 when neither can be had.
 */
export async function fileDelivery(
  env: Bindings,
  delivery: DeliveryRecord,
  deadline = new Deadline(PATIENT_MS),
): Promise<void> {
  const isLarge = delivery.sizeBytes > INLINE_MAX_BYTES
  const record = isLarge ? await claimBody(env, delivery) : delivery
  try {
    await deadline.hold(acceptInShard(env, record))
  } catch (error) {
    log.warn('shard did not answer, filing to R2', { deliveryId: record.key, error })
    await keepUnfiled(env, record.bodyRef === null ? await claimBody(env, record) : record)
  }
}

/** Puts the body, again at every acceptance: R2's lifecycle rule counts from the last put. */
async function claimBody(env: Bindings, delivery: DeliveryRecord): Promise<DeliveryRecord> {
  const body = delivery.body ?? new Uint8Array()
  const bodyRef = `bodies/${delivery.key}/${await sha256Hex(body)}`
  await durable(env.BODIES.put(bodyRef, body))
  return { ...delivery, body: null, bodyRef }
}

/** Under a name of its own for each body: the thin and the full copy of one delivery must not overwrite each other. */
async function keepUnfiled(env: Bindings, record: DeliveryRecord): Promise<void> {
  const hash = record.bodyRef?.slice(record.bodyRef.lastIndexOf('/') + 1)
  await durable(env.BODIES.put(`unfiled/${record.key}#${hash}`, JSON.stringify(record)))
}

async function durable(put: Promise<unknown>): Promise<void> {
  try {
    await within(R2_TIMEOUT_MS, put)
  } catch (error) {
    log.error('R2 did not keep a delivery', { error })
    throw new DomainError('unavailable', 'the delivery could not be stored; send it again', {
      retryAfterSeconds: 30,
    })
  }
}
