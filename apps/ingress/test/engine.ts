import { vi } from 'vitest'

export type SentEvent = { id: string; name: string; data: Record<string, unknown> }

/** What the engine does with a batch. It may throw, as `fetch` does when nobody is there. */
export type Answer = (batch: SentEvent[], engine: Engine) => Response | Promise<Response>

export type Engine = {
  answer: Answer
  /** Whether it answers at all. */
  isUp: boolean
  batches: SentEvent[][]
  /** The ids of the announcements that the engine took, each as often as it took it. */
  taken: string[]
  /** What was posted to `alert.test`. */
  alerts: string[]
}

/** Who else answers, by hostname. */
export type Outside = Record<string, (request: Request) => Response | Promise<Response>>

/** Inngest's event API at `engine.test` and whoever takes alerts at `alert.test`, in place of `fetch`. Nobody else answers. */
export function anEngine(answer: Answer = takes, outside: Outside = {}): Engine {
  const engine: Engine = { answer, isUp: true, batches: [], taken: [], alerts: [] }

  vi.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) => {
    const request = new Request(input, init)
    const { hostname, pathname } = new URL(request.url)
    const other = outside[hostname]
    if (other) return other(request)
    if (hostname === 'alert.test') {
      engine.alerts.push((await request.json<{ text: string }>()).text)
      return new Response('ok')
    }
    if (hostname !== 'engine.test' || !engine.isUp) throw new TypeError(`no way to ${request.url}`)
    if (pathname === '/health') return Response.json({ status: 200 })
    const batch = await request.json<SentEvent[]>()
    engine.batches.push(batch)
    return engine.answer(batch, engine)
  })
  return engine
}

export const takes: Answer = (batch, { taken }) => {
  taken.push(...batch.flatMap(({ id, name }) => (name.startsWith('ops/') ? [] : [id])))
  return Response.json({ ids: batch.map(({ id }) => `engine's ${id}`), status: 200 })
}

export const answers =
  (status: number): Answer =>
  () =>
    new Response('no', { status })

export const isGone: Answer = () => {
  throw new TypeError('network error')
}

/** The announcements of one delivery that the engine took, whatever else lies in its shard. */
export const announcementsOf = ({ taken }: Engine, key: string): number[] =>
  taken.filter((id) => id.startsWith(`${key}#`)).map((id) => Number(id.slice(key.length + 1)))
