import type { DeliveriesBinding, Outcome, ReadDelivery } from '@repo/worker-kit/deliveries-binding'

/** What the stub's entrypoint can do beyond what ingress's can. */
export type DeliveriesStub = DeliveriesBinding & {
  put(id: string, delivery: ReadDelivery): Promise<void>
  settlementsOf(id: string): Promise<Settlement[]>
  /** Why its functions failed. */
  reasonsOf(id: string): Promise<string[]>
}

export type Settlement = { functionId: string; outcome: Outcome; runId: string }

/** A worker for `miniflare.workers` in the place of ingress: its `Deliveries` entrypoint answers what a test has put there. */
export const ingressStub = {
  name: 'millrace-ingress',
  modules: true as const,
  compatibilityDate: '2026-11-01',
  script: `
    import { WorkerEntrypoint } from 'cloudflare:workers'
    const deliveries = new Map()
    const settlements = []
    export class Deliveries extends WorkerEntrypoint {
      put(id, delivery) { deliveries.set(id, delivery) }
      read(id) { return deliveries.get(id) ?? null }
      settle(id, functionId, outcome, runId, word) {
        settlements.push({ id, functionId, outcome, runId, reason: word?.reason })
        return deliveries.has(id)
      }
      settlementsOf(id) { return settlements.filter((settlement) => settlement.id === id).map(({ id: _, reason: __, ...rest }) => rest) }
      reasonsOf(id) { return settlements.flatMap((settlement) => settlement.id === id && settlement.reason ? [settlement.reason] : []) }
    }
    export default { fetch: () => new Response('stub of ingress') }`,
}
