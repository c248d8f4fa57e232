import type { DeliveriesBinding, Outcome, ReadDelivery, Word } from '@repo/worker-kit/deliveries-binding'

/** What the stub's entrypoint can do beyond what ingress's can. */
export type DeliveriesStub = DeliveriesBinding & {
  put(id: string, delivery: ReadDelivery): Promise<void>
  settlementsOf(id: string): Promise<Settlement[]>
  /** What was said with each settlement. */
  wordsOf(id: string): Promise<Word[]>
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
    const words = []
    export class Deliveries extends WorkerEntrypoint {
      put(id, delivery) { deliveries.set(id, delivery) }
      read(id) { return deliveries.get(id) ?? null }
      settle(id, functionId, outcome, runId, word) {
        settlements.push({ id, functionId, outcome, runId })
        words.push({ id, ...word })
        return deliveries.has(id)
      }
      settlementsOf(id) { return settlements.filter((settlement) => settlement.id === id).map(({ id: _, ...rest }) => rest) }
      wordsOf(id) { return words.filter((word) => word.id === id).map(({ id: _, ...rest }) => rest) }
    }
    export default { fetch: () => new Response('stub of ingress') }`,
}
