import { z } from 'zod'
import type { CloudflareApi } from '../cloudflare/cloudflare-api.ts'
import type { Period } from './count-errors.ts'

const VERSION = '$workers.scriptVersion.id'

const Answer = z.object({
  calculations: z
    .array(
      z.object({
        aggregates: z.array(
          z.object({
            value: z.number(),
            groups: z.array(z.object({ key: z.string(), value: z.unknown() })).optional(),
          }),
        ),
      }),
    )
    .optional(),
})

const is = (key: string, value: string) => ({ key, operation: 'eq', type: 'string', value })

/**
 * The answers of 500 and above of each version of a worker, by the ids of the versions, from its logs: Cloudflare's analytics count as an error what was
 * thrown, and our doors turn all of it into an answer.
 * https://developers.cloudflare.com/api/resources/workers/subresources/observability/subresources/telemetry/methods/query/
 */
export async function countAnsweredErrors(
  api: CloudflareApi,
  { accountId, worker, since, until }: Period,
): Promise<Map<string, number>> {
  const query = {
    queryId: 'answered-errors',
    view: 'calculations',
    timeframe: { from: since.getTime(), to: until.getTime() },
    parameters: {
      datasets: ['cloudflare-workers'],
      filterCombination: 'and',
      filters: [
        is('$workers.scriptName', worker),
        is('$workers.outcome', 'ok'),
        is('$metadata.type', 'cf-worker-event'),
        { key: '$workers.event.response.status', operation: 'gte', type: 'number', value: 500 },
      ],
      calculations: [{ operator: 'count' }],
      groupBys: [{ type: 'string', value: VERSION }],
    },
  }
  const path = `/accounts/${accountId}/workers/observability/telemetry/query`
  const { calculations = [] } = await api.post(path, query, Answer)
  const counts = calculations.flatMap(({ aggregates }) =>
    aggregates.map(({ value, groups = [] }) => {
      const version = groups.find(({ key }) => key === VERSION)?.value
      return [String(version), value] as const
    }),
  )
  return new Map(counts)
}
