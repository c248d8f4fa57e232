import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'

/** Everything behind the door: Inngest's event API, which counts what it takes, and D1, which takes all. */
export type Back = {
  url: string
  port: number
  events: number
  shown: number
  stop(): void
}

export function serveBack(port: number): Promise<Back> {
  const back: Back = {
    url: `http://127.0.0.1:${port}`,
    port,
    events: 0,

    shown: 0,

    stop,
  }
  const server = createServer((request, response) => void answer(back, request, response))
  function stop() {
    server.closeAllConnections()
    server.close()
  }
  return new Promise((resolve) => server.listen(port, '127.0.0.1', () => resolve(back)))
}

async function answer(back: Back, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const body = Buffer.concat(chunks).toString()
  response.setHeader('content-type', 'application/json')
  if (request.url?.startsWith('/e/')) {
    const events = JSON.parse(body) as { id: string }[]
    back.events += events.length
    response.end(JSON.stringify({ ids: events.map(({ id }) => id), status: 200 }))
    return
  }
  const statements = [JSON.parse(body || '{}')].flat() as Statement[]
  back.shown += shownIn(statements)
  response.end(JSON.stringify(statements.map(() => ({ success: true, results: [], meta: { changes: 0 } }))))
}

type Statement = { sql?: string; params?: unknown[] }

/** How many rows of `deliveries` a call to D1 writes: they come as one JSON parameter. */
function shownIn(statements: Statement[]): number {
  return statements.reduce((sum, { sql, params }) => {
    if (!sql?.includes('INTO deliveries')) return sum
    return sum + (JSON.parse(String(params?.[0])) as unknown[]).length
  }, 0)
}
