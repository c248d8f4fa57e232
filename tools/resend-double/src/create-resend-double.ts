import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import { createApp } from './create-app.ts'
import { sendWebhook, type WebhookEvent, type WebhookTarget } from './send-webhook.ts'

type Told = {
  type: string
  data: object
  /** Resend tried, and nobody was there. */
  isLost?: boolean
}

export type ResendDouble = {
  listen: (address?: { port?: number; host?: string }) => Promise<string>
  /** Sends a webhook and keeps it in the list that reconciliation reads. */
  deliver: (told: Told) => Promise<Pick<WebhookEvent, 'id' | 'status'>>
  close: () => Promise<void>
}

/** Plays the part of Resend that reconciliation uses, for the real client. It never ships. */
export function createResendDouble({
  webhook,
  now = () => new Date(),
}: {
  webhook: WebhookTarget
  now?: () => Date
}): ResendDouble {
  const events: WebhookEvent[] = []
  const app = createApp({
    webhookId: webhook.id,
    list: () => events.toReversed(),
    replay: async (event) => {
      event.status = await sendWebhook(webhook, event)
    },
  })
  const server = createAdaptorServer({ fetch: app.fetch }) as Server
  return {
    listen: async ({ port = 0, host = '127.0.0.1' } = {}) => {
      server.listen(port, host)
      await once(server, 'listening')
      return `http://${host}:${(server.address() as AddressInfo).port}`
    },
    deliver: async ({ type, data, isLost = false }) => {
      const id = `msg_${randomUUID().replaceAll('-', '')}`
      const createdAt = now()
      const payload = JSON.stringify({ type, created_at: createdAt.toISOString(), data })
      const status = isLost ? 'failed' : await sendWebhook(webhook, { id, payload })
      events.push({ id, type, payload, createdAt, status })
      return { id, status }
    },
    close: async () => {
      if (!server.listening) return
      const closed = once(server, 'close')
      server.close()
      await closed
    },
  }
}
