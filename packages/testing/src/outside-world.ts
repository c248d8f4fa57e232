import { vi } from 'vitest'

/** An event as Inngest's event API gets it. */
export type SentEvent = { id?: string; name: string; data: Record<string, unknown> }

/** Who answers at a hostname. */
export type Outside = Record<string, (request: Request) => Response | Promise<Response>>

/**
 * Puts a stub in place of everything outside: the engine at `engine.test`, which keeps what it hears, and whoever else is named.
 * A call to anyone else fails.
 */
export function stubOutside(outside: Outside = {}): { events: SentEvent[] } {
  const events: SentEvent[] = []
  const answers: Outside = { 'engine.test': (request) => hear(request, events), ...outside }

  vi.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) => {
    const request = new Request(input, init)
    const answer = answers[new URL(request.url).hostname]
    if (!answer) throw new Error(`nobody answers at ${request.url}`)
    return answer(request)
  })
  return { events }
}

async function hear(request: Request, events: SentEvent[]): Promise<Response> {
  const heard = await request.json<SentEvent[]>()
  events.push(...heard)
  return Response.json({ ids: heard.map(({ id }) => id ?? crypto.randomUUID()), status: 200 })
}
