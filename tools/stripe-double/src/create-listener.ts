import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'

/** Port 0, the default, takes a free one. */
export type Address = { port?: number; host?: string }

export function createListener(fetch: (request: Request) => Promise<Response>) {
  let server: Server | undefined
  return {
    /** Answers the url once it can be reached; a port in use is an error. */
    async listen({ port = 0, host = '127.0.0.1' }: Address = {}): Promise<string> {
      server = createAdaptorServer({ fetch }) as Server
      server.listen(port, host)
      await once(server, 'listening')
      const { port: taken } = server.address() as AddressInfo
      return `http://${host}:${taken}`
    },

    async close(): Promise<void> {
      if (!server?.listening) return
      const closed = once(server, 'close')
      server.close()
      await closed
    },
  }
}
