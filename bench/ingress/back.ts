import { createServer } from 'node:http'

/** Everything behind the door: Inngest's event API, which counts what it takes, and D1, which takes all or is away. */
export type Back = {
  url: string
  port: number
  events: number
  batches: number
  shown: number
  isD1Up: boolean
  stop(): void
}

export function serveBack(port: number): Promise<Back> {
  const back: Back = {
    url: `http://127.0.0.1:${port}`,
    port,
    events: 0,
    batches: 0,
    shown: 0,
    isD1Up: true,
    stop,
  }
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const body = Buffer.concat(chunks).toString()
    response.setHeader('content-type', 'application/json')
    if (request.url?.startsWith('/e/')) {
      const events = JSON.parse(body) as { id: string }[]
      back.events += events.length
      back.batches += 1
      return response.end(JSON.stringify({ ids: events.map(({ id }) => id), status: 200 }))
    }
    if (!back.isD1Up) return response.writeHead(500).end('{"success":false,"error":"D1 is away"}')
    back.shown += shownIn(body)
    return response.end('[{"success":true,"results":[],"meta":{"changes":0}}]')
  })
  function stop() {
    server.closeAllConnections()
    server.close()
  }
  return new Promise((resolve) => server.listen(port, '127.0.0.1', () => resolve(back)))
}

/** How many rows of `deliveries` a call to D1 writes: they come as one JSON parameter. */
function shownIn(body: string): number {
  const calls = [JSON.parse(body || '{}')].flat() as { sql?: string; params?: unknown[] }[]
  return calls.reduce((sum, { sql, params }) => {
    if (!sql?.includes('INTO deliveries')) return sum
    return sum + (JSON.parse(String(params?.[0])) as unknown[]).length
  }, 0)
}
