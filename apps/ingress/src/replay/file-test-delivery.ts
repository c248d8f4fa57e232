import { DomainError } from '@repo/worker-kit/errors'
import type { Bindings } from '../context.ts'
import { fileDelivery } from '../file-delivery.ts'
import { inboxFor } from '../inbox/inbox-for.ts'
import { BODY_MAX_BYTES } from '../read-body.ts'
import { getSource } from '../sources/get-source.ts'
import type { Source } from '../sources/source.ts'
import { sealedHeaders } from './seal.ts'
import { DeliveryNotFound } from './verify-stored.ts'

/**
 * Files an edited copy of a delivery: never under the sender's id, always as `<source>:test_…`, with no signature but our seal.
 * It is announced whatever its type is, because it was sent to be handled. Answers its id.
 */
export async function fileTestDelivery(
  env: Bindings,
  originalId: string,
  text: string,
  { testId, now }: { testId: string; now: Date },
): Promise<string> {
  const original = await inboxFor(env, originalId).read(originalId)
  if (!original) throw new DeliveryNotFound(originalId)
  const body = new Uint8Array(new TextEncoder().encode(text))
  if (body.length > BODY_MAX_BYTES) {
    throw new DomainError('too_large', 'the body is too large', {
      field: 'body',
      limit: `${BODY_MAX_BYTES} bytes`,
    })
  }
  const source = getSource(original.source)
  const received = { headers: new Headers(original.headers), body, signedId: `test_${testId}` }
  const { type, objectId, customerId } = await source.identify(received)

  const key = `${source.name}:test_${testId}`
  await fileDelivery(env, {
    key,
    source: source.name,
    type,
    objectId,
    customerId: customerId ?? null,
    // An invented copy is no news of the object.
    objectKey: null,
    sequence: null,
    isHandled: true,
    signsTime: true,
    secretId: null,
    receivedAt: now.getTime(),
    headers: { ...attributesOf(source, original.headers), ...(await sealedHeaders('test', body)) },
    body,
    bodyRef: null,
    sizeBytes: body.length,
  })
  return key
}

/** What tells the type and where it came from; not what signed, numbered or timed the original. */
function attributesOf({ schemes }: Source, headers: Record<string, string>): Record<string, string> {
  const signing = schemes.flatMap(({ header, idHeader, time }) => [
    header,
    idHeader,
    time?.in === 'header' ? time.header : undefined,
  ])
  const isOwn = (name: string) =>
    signing.includes(name) || /-(delivery|event-id|webhook-id|triggered-at)$/.test(name)
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !isOwn(name)))
}
