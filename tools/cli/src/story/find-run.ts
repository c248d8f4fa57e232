import { z } from 'zod'
import { until } from './until.ts'

const Events = z.object({
  data: z.array(z.object({ internal_id: z.string(), data: z.record(z.string(), z.unknown()) })),
})
const Runs = z.object({
  data: z.array(z.object({ run_id: z.string(), function_id: z.string(), status: z.string() })),
})

export type FoundRun = z.infer<typeof Runs>['data'][number]

/** `version` tells the events of one document apart. */
export type Told = { engineUrl: string; event: string; field: string; value: string; version?: number }

/** Every run of the events with this name and field value, as the engine's own API tells them. */
export async function listRuns({ engineUrl, event, field, value, version }: Told): Promise<FoundRun[]> {
  // The server caches for some seconds, empty answers too; a changing parameter asks afresh.
  const fresh = `t=${Date.now()}`
  const get = async <T>(path: string, schema: z.ZodType<T>) =>
    schema.parse(await (await fetch(engineUrl + path)).json())

  const { data: events } = await get(`/v1/events?name=${encodeURIComponent(event)}&limit=50&${fresh}`, Events)
  const told = events.filter(
    ({ data }) => data[field] === value && (version === undefined || data['version'] === version),
  )
  const runs = await Promise.all(
    told.map(({ internal_id }) => get(`/v1/events/${internal_id}/runs?${fresh}`, Runs)),
  )
  return runs.flatMap(({ data }) => data)
}

/** The run that the event became, once it has ended. */
export async function findRun(told: Told): Promise<FoundRun> {
  const ask = async () => (await listRuns(told)).find(({ status }) => status !== 'Running')
  return until(`a run for ${told.event} ${told.value}`, ask)
}
