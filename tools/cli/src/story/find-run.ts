import { z } from 'zod'
import { until } from './until.ts'

const Events = z.object({
  data: z.array(z.object({ internal_id: z.string(), data: z.record(z.string(), z.unknown()) })),
})
const Runs = z.object({
  data: z.array(z.object({ run_id: z.string(), function_id: z.string(), status: z.string() })),
})

export type FoundRun = z.infer<typeof Runs>['data'][number]

/** The finished run of the newest event with this name and field value, as the engine's own API tells it. */
export async function findRun(
  engineUrl: string,
  name: string,
  field: string,
  value: string,
): Promise<FoundRun> {
  const get = async <T>(path: string, schema: z.ZodType<T>) =>
    schema.parse(await (await fetch(engineUrl + path)).json())

  return until(`a run for ${name} ${value}`, async () => {
    // The server caches for some seconds, empty answers too; a changing parameter asks afresh.
    const fresh = `t=${Date.now()}`
    const { data: events } = await get(
      `/v1/events?name=${encodeURIComponent(name)}&limit=50&${fresh}`,
      Events,
    )
    const event = events.find(({ data }) => data[field] === value)
    if (!event) return undefined
    const { data: runs } = await get(`/v1/events/${event.internal_id}/runs?${fresh}`, Runs)
    return runs.find(({ status }) => status !== 'Running')
  })
}
