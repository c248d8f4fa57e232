import { Inngest, type InngestFunction } from 'inngest'
import { serve } from 'inngest/edge'
import type { Breakage } from '../scenario.ts'
import type { Venue } from '../venues/venue.ts'

const silent = { debug() {}, info() {}, warn() {}, error() {} }

export interface App {
  id: string
  fetch: (request: Request) => Promise<Response>
  /** How often an engine has called a function. */
  calls: () => number
  /** The next calls go wrong. */
  break: (calls: number, how: Breakage) => void
}

/** A real SDK app that sends to this engine. */
export function createApp(
  id: string,
  { url: baseUrl, fetch: ask }: Pick<Venue, 'url' | 'fetch'>,
  functions: (inngest: Inngest) => InngestFunction.Like[],
): App {
  const client = new Inngest({
    id,
    baseUrl,
    isDev: true,
    fetch: (input, init) => ask(new Request(input, init)),
    logger: silent,
    internalLogger: silent,
  })
  const handler = serve({ client, functions: functions(client) })
  let calls = 0
  let broken: Breakage[] = []
  return {
    id,
    calls: () => calls,
    break: (count, how) => (broken = Array.from({ length: count }, () => how)),
    fetch: async (request) => {
      if (request.method !== 'POST') return handler(request)
      calls += 1
      const how = broken.shift()
      if (how === undefined) return handler(request)
      if (how === 'loses its answer') await handler(request)
      if (how !== 'answers 429') return new Response('upstream failed', { status: 503 })
      return new Response('slow down', { status: 429, headers: { 'retry-after': '5' } })
    },
  }
}
