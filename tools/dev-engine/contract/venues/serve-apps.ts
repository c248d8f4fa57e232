import { createAdaptorServer } from '@hono/node-server'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import type { App } from '../stage/create-app.ts'

export interface AppsServer {
  /** The URL at which the app is served from now on. */
  serve(app: App): string
  close(): Promise<void>
}

/** Serves apps on a port of their own, for an engine in another process. */
export async function serveApps(): Promise<AppsServer> {
  const apps = new Map<string, App>()
  const server = createAdaptorServer({
    fetch: (request) => {
      const app = apps.get(new URL(request.url).pathname)
      return app ? app.fetch(request) : new Response(null, { status: 404 })
    },
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo

  return {
    serve(app) {
      const path = `/${app.id}/api/inngest`
      apps.set(path, app)
      return `http://127.0.0.1:${port}${path}`
    },
    close: async () => {
      if ('closeAllConnections' in server) server.closeAllConnections()
      await new Promise<void>((resolve) => void server.close(() => resolve()))
    },
  }
}
