import { MissingSetting } from '@repo/worker-kit/errors'
import { z } from 'zod'
import type { Bindings } from './context.ts'
import { engineHeaders, engineUrl } from './engine-access.ts'
import { EngineEvent, Run } from './engine-schemas.ts'

const TIMEOUT_MS = 3_000
const EVENTS_MAX = 8
const ORDER_EVENTS_MAX = 100

/** `absent`: the engine does not know it, or no longer. `silent`: nothing can be said, and why. */
export type Answer<T> =
  | { kind: 'answered'; data: T }
  | { kind: 'absent' }
  | { kind: 'silent'; reason: string }

export type Engine = ReturnType<typeof createEngine>

/** Inngest's API, as far as one page reads it. All calls share one deadline, so that a silent engine costs the page 3 s at most. */
export function createEngine(env: Bindings, now: Date) {
  const deadline = AbortSignal.timeout(TIMEOUT_MS)

  async function get<T>(path: string, schema: z.ZodType<T>): Promise<Answer<T>> {
    try {
      const response = await fetch(engineUrl(env) + path, {
        headers: await engineHeaders(env),
        signal: deadline,
      })
      if (response.ok) return read(await response.json(), schema)
      await response.body?.cancel()
      return [404, 405].includes(response.status)
        ? { kind: 'absent' }
        : silent(`it answered ${response.status}`)
    } catch (error) {
      if (error instanceof MissingSetting) return silent(error.message)
      return silent(deadline.aborted ? `not within ${TIMEOUT_MS / 1000} s` : 'it could not be reached')
    }
  }

  // Inngest caches this answer for 15 s, even an empty one; the time makes it a question of its own.
  const listRunsOf = (eventId: string) =>
    get(`/v1/events/${encodeURIComponent(eventId)}/runs?t=${now.getTime()}`, z.array(Run))

  async function listRunsOfEvents(
    query: string,
    isWanted: (event: EngineEvent) => boolean,
  ): Promise<Answer<Run[]>> {
    const events = await get(`/v1/events?${query}`, z.array(EngineEvent))
    if (events.kind !== 'answered') return events
    const wanted = events.data.filter(isWanted).slice(0, EVENTS_MAX)
    return join(await Promise.all(wanted.map((event) => listRunsOf(event.internal_id ?? event.id))))
  }

  return {
    listRunsOf,

    findRun: (id: string) => get(`/v1/runs/${encodeURIComponent(id)}`, Run),

    findEvent: (id: string) => get(`/v1/events/${encodeURIComponent(id)}`, EngineEvent),

    /** Newest first. Only the laptop's engine lists runs as such; Inngest itself lists them by their event. */
    async listRuns(limit: number): Promise<Answer<Run[]>> {
      const runs = await get(`/v1/runs?limit=${limit}`, z.array(Run))
      return runs.kind === 'absent' ? listRunsOfEvents(`limit=${EVENTS_MAX}`, () => true) : runs
    },

    /** What worked on the order, as long as its announcements are among the newest. */
    listRunsOfOrder: (orderId: string) =>
      listRunsOfEvents(
        `name=${encodeURIComponent('order/placed')}&limit=${ORDER_EVENTS_MAX}`,
        ({ data }) => data.orderId === orderId,
      ),
  }
}

function read<T>(body: unknown, schema: z.ZodType<T>): Answer<T> {
  const result = z.object({ data: schema }).safeParse(body)
  return result.success
    ? { kind: 'answered', data: result.data.data }
    : silent('its answer is not one of Inngest')
}

function join(answers: Answer<Run[]>[]): Answer<Run[]> {
  const failed = answers.find((answer) => answer.kind === 'silent')
  if (failed) return failed
  return {
    kind: 'answered',
    data: answers.flatMap((answer) => (answer.kind === 'answered' ? answer.data : [])),
  }
}

function silent(reason: string): { kind: 'silent'; reason: string } {
  return { kind: 'silent', reason }
}
