import type { Db } from '@repo/db'
import type { Engine } from '../engine.ts'
import type { Ingress } from '../ingress.ts'
import { type DeliveryDetail, loadDelivery } from './load-delivery.ts'
import { type EventDetail, loadEvent } from './load-event.ts'
import { loadMail, type MailDetail } from './load-mail.ts'
import { loadOrder, type OrderDetail } from './load-order.ts'
import { loadRun, type RunDetail } from './load-run.ts'

/** What the page is asked about; the first one that is named counts. */
export type Subject = { [Noun in 'delivery' | 'event' | 'run' | 'order' | 'mail']?: string | undefined }

export type Detail =
  | DeliveryDetail
  | EventDetail
  | RunDetail
  | OrderDetail
  | MailDetail
  | { kind: 'missing'; noun: keyof Subject; id: string }

export async function loadDetail(
  db: Db,
  engine: Engine,
  ingress: Ingress,
  { delivery, event, run, order, mail, body }: Subject & { body?: 'true' | undefined },
): Promise<Detail | undefined> {
  if (delivery) {
    const found = await loadDelivery(db, engine, ingress, delivery, body === 'true')
    return found ?? missing('delivery', delivery)
  }
  if (event) return (await loadEvent(engine, event)) ?? missing('event', event)
  if (run) return (await loadRun(engine, run)) ?? missing('run', run)
  if (order) return (await loadOrder(db, engine, order)) ?? missing('order', order)
  if (mail) return (await loadMail(db, mail)) ?? missing('mail', mail)
  return undefined
}

function missing(noun: keyof Subject, id: string): Detail {
  return { kind: 'missing', noun, id }
}
