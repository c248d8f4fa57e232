import { WorkerEntrypoint } from 'cloudflare:workers'
import type { DeliveriesBinding, Outcome, ReadDelivery, Word } from '@repo/worker-kit/deliveries-binding'
import type { Bindings } from './context.ts'
import { findBody } from './inbox/find-body.ts'
import { inboxFor } from './inbox/inbox-for.ts'

/** What other workers may ask of ingress, by RPC: only over a service binding, so it needs no token. */
export class Deliveries extends WorkerEntrypoint<Bindings> implements DeliveriesBinding {
  async read(id: string): Promise<ReadDelivery | null> {
    const delivery = await inboxFor(this.env, id).read(id)
    if (!delivery) return null
    const body = await findBody(this.env, delivery)
    const { key, source, type, announcement } = delivery
    return body && { key, source, type, announcement, body }
  }

  async settle(
    id: string,
    functionId: string,
    outcome: Outcome,
    runId: string,
    word?: Word,
  ): Promise<boolean> {
    return inboxFor(this.env, id).settle(id, functionId, outcome, runId, word)
  }
}
