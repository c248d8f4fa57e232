import type { AddressInfo } from 'node:net'
import { once } from 'node:events'
import { createAdaptorServer } from '@hono/node-server'
import type { Hono } from 'hono'

const LOCALHOST = '127.0.0.1'

export class PortInUse extends Error {
  override readonly name = 'PortInUse'
}

export function createServer(api: Hono) {
  const server = createAdaptorServer({ fetch: api.fetch })
  let url: string | null = null

  return {
    url(): string {
      if (url === null) throw new Error('the engine has no url before listen() has answered')
      return url
    },
    async listen({ port, host = LOCALHOST }: { port: number; host?: string }): Promise<string> {
      server.listen(port, host)
      await once(server, 'listening').catch((error: NodeJS.ErrnoException) => {
        throw error.code === 'EADDRINUSE' ? new PortInUse(`port ${port} on ${host} is already in use`) : error
      })
      url = `http://${host}:${(server.address() as AddressInfo).port}`
      return url
    },
    async close(): Promise<void> {
      if (!server.listening) return
      const closed = once(server, 'close')
      server.close()
      if ('closeAllConnections' in server) server.closeAllConnections()
      await closed
    },
  }
}
