import type { AddressInfo } from 'node:net'
import { once } from 'node:events'
import { createAdaptorServer } from '@hono/node-server'
import type { Engine } from '../engine.ts'

const LOCALHOST = '127.0.0.1'

export class PortInUse extends Error {
  override readonly name = 'PortInUse'
}

/** Serves the engine's REST API until the engine is closed; port 0 takes any free one. Gives the URL. */
export async function listen(
  engine: Pick<Engine, 'fetch' | 'servedAt'>,
  { port, host = LOCALHOST }: { port: number; host?: string },
): Promise<string> {
  const server = createAdaptorServer({ fetch: engine.fetch })
  server.listen(port, host)
  await once(server, 'listening').catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'EADDRINUSE' ? new PortInUse(`port ${port} on ${host} is already in use`) : error
  })

  const close = async () => {
    const closed = once(server, 'close')
    server.close()
    if ('closeAllConnections' in server) server.closeAllConnections()
    await closed
  }
  const url = `http://${host}:${(server.address() as AddressInfo).port}`
  engine.servedAt({ url, close })
  return url
}
