import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { DatabaseSync } from 'node:sqlite'
import { createAdaptorServer } from '@hono/node-server'
import { createApp } from './create-app.ts'
import { BRANCH, openFileStore } from './file-store.ts'
import { openHookDeliveries } from './hook-deliveries.ts'
import { createHookRoutes } from './hook-routes.ts'
import { type Push, pushPayload } from './push-payload.ts'
import { sendWebhook, type Webhook, type WebhookTarget } from './send-webhook.ts'

export type GithubDouble = {
  listen: (address: { port: number; host?: string }) => Promise<string>
  /** Keeps the files of a push where a client finds them; answers the webhook's payload. */
  push: (push: Push) => ReturnType<typeof pushPayload>
  /** Sends a webhook and keeps it in the list that reconciliation reads. */
  deliver: (webhook: Webhook) => Promise<{ guid: string; status: number }>
  close: () => Promise<void>
}

/** Plays the parts of GitHub that indexing and reconciliation use, for the real clients. It keeps files and deliveries, and it never ships. */
export function createGithubDouble({
  database,
  webhook,
  now = () => new Date(),
}: {
  /** A path, or `:memory:`. */
  database: string
  /** Where webhooks go; without it nobody is there. */
  webhook?: WebhookTarget
  now?: () => Date
}): GithubDouble {
  const db = new DatabaseSync(database)
  const files = openFileStore(db)
  const deliveries = openHookDeliveries(db)
  const deliver = (sent: Webhook) => sendWebhook(deliveries, webhook, sent, now())
  const hooks = createHookRoutes(deliveries, deliver)
  const server = createAdaptorServer({ fetch: createApp(files, hooks, now).fetch }) as Server
  return {
    listen: async ({ port, host = '127.0.0.1' }) => {
      server.listen(port, host)
      await once(server, 'listening')
      return `http://${host}:${(server.address() as AddressInfo).port}`
    },
    push: (push) => {
      const repository = `${push.owner}/${push.repository}`
      const before = files.findCommit(repository, BRANCH)
      const payload = pushPayload(push, before)
      const line = before === undefined ? [] : files.history(repository, before)
      const parent = line[push.isForced ? 1 : 0] ?? null
      files.commit(repository, { sha: payload.after, parent, files: push.files })
      return payload
    },
    deliver,
    close: async () => {
      if (server.listening) {
        const closed = once(server, 'close')
        server.close()
        await closed
      }
      db.close()
    },
  }
}
