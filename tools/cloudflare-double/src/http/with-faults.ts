import type { HttpBindings } from '@hono/node-server'

export const faultKinds = ['error-500', 'rate-limited', 'dropped-before', 'dropped-after'] as const

/** What goes wrong at a call. A dropped connection leaves the caller in doubt; the effect is there only after `dropped-after`. */
export type Fault = (typeof faultKinds)[number]

export type Call = { method: string; path: string }

/** Which call is meant, by its method and path. */
export type Awaited = { method: string; path: RegExp; fault: Fault }

type Handle = (request: Request) => Promise<Response>

/** Counts the calls, and lets those that are planned go wrong. */
export function withFaults(handle: Handle) {
  const calls: Call[] = []
  const planned = new Map<number, Fault>()
  const awaited: Awaited[] = []
  const takeAwaited = (call: Call) => {
    const index = awaited.findIndex(({ method, path }) => method === call.method && path.test(call.path))
    return index === -1 ? undefined : awaited.splice(index, 1)[0]?.fault
  }

  return {
    calls,
    planned,
    awaited,
    async fetch(request: Request, { outgoing }: HttpBindings): Promise<Response> {
      const { pathname, search } = new URL(request.url)
      const call = { method: request.method, path: pathname + search }
      calls.push(call)
      const fault = planned.get(calls.length) ?? takeAwaited(call)
      planned.delete(calls.length)

      if (fault === 'error-500') return refused(500, 10013, 'An unknown error has occurred')
      if (fault === 'rate-limited') return refused(429, 971, 'Please wait and consider throttling requests')
      if (fault === 'dropped-before') return drop(outgoing)
      const response = await handle(request)
      return fault === 'dropped-after' ? drop(outgoing) : response
    },
  }
}

function refused(status: number, code: number, message: string): Response {
  const body = { success: false, errors: [{ code, message }], messages: [], result: null }
  return Response.json(body, { status, headers: status === 429 ? { 'retry-after': '1' } : {} })
}

/** Nobody reads the answer: the connection is gone. */
function drop(outgoing: HttpBindings['outgoing']): Response {
  outgoing.destroy()
  return new Response(null, { status: 499 })
}
