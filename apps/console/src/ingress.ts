import { log } from '@repo/worker-kit/log'
import { z } from 'zod'
import type { Bindings } from './context.ts'

const TIMEOUT_MS = 10_000

/** `refused`: ingress says why not; `silent`: it does not answer, or not as we know it. */
export type IngressAnswer<T> =
  | { kind: 'answered'; data: T }
  | { kind: 'refused'; status: number; detail: string }
  | { kind: 'silent' }

const Attempt = z.object({
  announcement: z.number(),
  status: z.string(),
  eventId: z.string().nullable(),
  error: z.string().nullable(),
  verdicts: z.array(
    z.object({
      functionId: z.string(),
      outcome: z.string(),
      runId: z.string(),
      reason: z.string().nullable(),
    }),
  ),
  replacedAt: z.string().nullable(),
})
export type Attempt = z.infer<typeof Attempt>

/** What ingress knows of a delivery beyond what D1 shows. */
const StoredDelivery = z.object({
  headers: z.record(z.string(), z.string()),
  attempts: z.array(Attempt),
  body: z.object({ encoding: z.string(), content: z.string() }).nullish(),
})
export type StoredDelivery = z.infer<typeof StoredDelivery>

const DaySum = z.object({
  source: z.string(),
  day: z.string(),
  expected: z.number(),
  received: z.number(),
  healed: z.number(),
  missing: z.number(),
})

const Source = z.object({
  source: z.string(),
  hasSecret: z.boolean(),
  lastHeardAt: z.string().nullable(),
  lastReceivedAt: z.string().nullable(),
  expectedEverySeconds: z.number().nullable(),
  isSilent: z.boolean(),
  last24Hours: z.record(z.string(), z.number()),
  today: DaySum.nullable(),
})
export type Source = z.infer<typeof Source>

export type Ingress = ReturnType<typeof createIngress>

/** The operators' API of ingress, asked in the name of whoever that header is of. Ingress decides, and audits. */
export function createIngress(env: Bindings, authorization: string) {
  async function ask<T>(
    method: 'GET' | 'POST',
    path: string,
    schema: z.ZodType<T>,
    body?: object,
  ): Promise<IngressAnswer<T>> {
    try {
      const response = await env.INGRESS.fetch(`https://ingress/v1/${path}`, {
        method,
        headers: { authorization, 'content-type': 'application/json' },
        signal: AbortSignal.timeout(TIMEOUT_MS),
        ...(body && { body: JSON.stringify(body) }),
      })
      const answer: unknown = await response.json()
      if (!response.ok) return refusal(path, response.status, answer)
      const read = schema.safeParse(answer)
      return read.success ? { kind: 'answered', data: read.data } : { kind: 'silent' }
    } catch (error) {
      log.error('ingress did not answer', { error })
      return { kind: 'silent' }
    }
  }

  const deliveryPath = (id: string) => `deliveries/${encodeURIComponent(id)}`

  return {
    showDelivery: (id: string, isBodyWanted: boolean) =>
      ask('GET', `${deliveryPath(id)}${isBodyWanted ? '?body=true' : ''}`, StoredDelivery),

    replay: (id: string, isDryRun: boolean) =>
      ask('POST', `${deliveryPath(id)}/replay${isDryRun ? '?dryRun=true' : ''}`, z.object({})),

    fileTest: (id: string, body: string) =>
      ask('POST', `${deliveryPath(id)}/test`, z.object({ deliveryId: z.string() }), { body }),

    replayMany: (filter: object, expectedCount: number) =>
      ask('POST', 'replays', z.object({ replayId: z.string() }), { filter, expectedCount }),

    reconcile: (source: string) => ask('POST', `reconciliations/${encodeURIComponent(source)}`, z.object({})),

    listSources: () => ask('GET', 'sources', z.object({ sources: z.array(Source) })),
  }
}

function refusal(path: string, status: number, answer: unknown): IngressAnswer<never> {
  log.warn('ingress refused', { status, type: path.split('/')[0] ?? '' })
  if (status >= 500) return { kind: 'silent' }
  const detail = z.object({ detail: z.string() }).safeParse(answer)
  return { kind: 'refused', status, detail: detail.success ? detail.data.detail : 'it does not say why' }
}
