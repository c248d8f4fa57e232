import type { DeliveryRecord } from '../src/inbox/delivery-record.ts'
import { utf8 } from './sign.ts'

/** A verified webhook that some function handles, come in just now. */
export function aDelivery(more: Partial<DeliveryRecord> = {}): DeliveryRecord {
  const body = utf8('{"a":"body"}')
  return {
    key: `stripe:evt_${crypto.randomUUID().replaceAll('-', '')}`,
    source: 'stripe',
    type: 'checkout.session.completed',
    objectId: 'cs_1',
    objectKey: null,
    sequence: null,
    signsTime: true,
    secretId: 'a secret',
    isHandled: true,
    receivedAt: Date.now(),
    headers: {},
    body,
    bodyRef: null,
    sizeBytes: body.length,
    ...more,
  }
}
