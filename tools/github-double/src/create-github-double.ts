import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import { createApp } from './create-app.ts'
import { openFileStore } from './file-store.ts'
import { type Push, pushPayload } from './push-payload.ts'

export type GithubDouble = {
  listen: (address: { port: number; host?: string }) => Promise<string>
  /** Keeps the files of a push where a client finds them; answers the webhook's payload. */
  push: (push: Push) => ReturnType<typeof pushPayload>
  close: () => Promise<void>
}

/** Plays the parts of GitHub that indexing uses, for the real client. It keeps files, and it never ships. */
export function createGithubDouble({
  database,
  now = () => new Date(),
}: {
  database: string
  now?: () => Date
}): GithubDouble {
  const files = openFileStore(database)
  const server = createAdaptorServer({ fetch: createApp(files, now).fetch }) as Server
  return {
    listen: async ({ port, host = '127.0.0.1' }) => {
      server.listen(port, host)
      await once(server, 'listening')
      return `http://${host}:${(server.address() as AddressInfo).port}`
    },
    push: (push) => {
      const payload = pushPayload(push)
      files.commit(payload.repository.full_name, payload.after, push.files)
      return payload
    },
    close: async () => {
      if (server.listening) {
        const closed = once(server, 'close')
        server.close()
        await closed
      }
      files.close()
    },
  }
}
