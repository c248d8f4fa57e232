import { DomainError, requireSetting } from '@repo/worker-kit/errors'
import { Resend } from 'resend'
import type { Bindings } from '../context.ts'
import type { Channel } from './channel.ts'
import { findKnownKeys } from './find-known-keys.ts'

const KEY_PREFIX = 'resend:'
const TIMEOUT_MS = 15_000
const RETRY_AFTER_SECONDS = 5

type Answer<T> =
  | { data: T; error: null }
  | {
      data: null
      error: { message: string; statusCode: number | null }
      headers: Record<string, string> | null
    }

/** Resend's list of what it sent to one webhook, newest first: https://resend.com/docs/api-reference/webhooks/list-events */
export function createResendChannel(env: Bindings): Channel {
  const baseUrl = env.RESEND_API_URL
  const resend = new Resend(requireSetting(env, 'RESEND_API_KEY'), baseUrl ? { baseUrl } : {})
  const webhookId = requireSetting(env, 'RESEND_WEBHOOK_ID')
  return {
    name: 'resend',
    source: 'resend',
    isAsking: true,

    async list(page) {
      const question = { webhookId, limit: 100, ...(page !== null && { after: page }) }
      const { data, has_more } = told(await resend.webhooks.events.list(question, inTime()))
      const items = data.map(({ id, type, created_at, status }) => ({
        senderId: id,
        attemptId: id,
        type,
        occurredAt: Date.parse(created_at),
        isDelivered: status === 'success',
      }))
      return { items, next: has_more ? (data.at(-1)?.id ?? null) : null }
    },

    async findKnown(ids) {
      const keys = await findKnownKeys(
        env,
        ids.map((id) => KEY_PREFIX + id),
      )
      return keys.map((key) => key.slice(KEY_PREFIX.length))
    },

    async heal({ senderId }) {
      told(await resend.webhooks.events.replay({ webhookId, eventId: senderId }, inTime()))
    },
  }
}

// Their client waits for ever.
const inTime = () => ({ signal: AbortSignal.timeout(TIMEOUT_MS) })

/** Their client answers errors instead of throwing them. */
function told<T>(answer: Answer<T>): T {
  if (answer.error === null) return answer.data
  const { statusCode, message } = answer.error
  if (statusCode === 429) {
    const retryAfterSeconds = Number(answer.headers?.['retry-after']) || RETRY_AFTER_SECONDS
    throw new DomainError('unavailable', 'Resend wants fewer questions', { retryAfterSeconds })
  }
  if (statusCode !== null && statusCode < 500) {
    throw new DomainError('not_found', `Resend refused: ${message}`)
  }
  throw new Error(`Resend answered ${statusCode ?? 'nothing'}`)
}
