import type { Mail } from '@repo/db/schema'
import { DomainError, requireSetting } from '@repo/worker-kit/errors'
import type { Bindings } from './context.ts'

/** Gets one mail out of the house; its id is the provider's idempotency key. Answers what became of it. */
export type Mailer = (mail: Mail) => Promise<'captured' | 'sent'>

const RESEND_URL = 'https://api.resend.com/emails'
const TIMEOUT_MS = 10_000

/** `MAILER` picks the adapter; a value that we do not know is an error, never a silent capture. */
export function createMailer(env: Bindings): Mailer {
  if (env.MAILER === 'capture') return async () => 'captured'
  if (env.MAILER === 'resend') {
    return resend(requireSetting(env, 'RESEND_API_KEY'), requireSetting(env, 'MAIL_FROM'))
  }
  throw new DomainError('invalid', `MAILER is capture or resend, not ${env.MAILER}`, { field: 'MAILER' })
}

/** https://resend.com/docs/api-reference/emails/send-email; by fetch, because their SDK does not throw on errors. */
function resend(apiKey: string, from: string): Mailer {
  return async ({ id, recipient, subject, html, text }) => {
    const response = await fetch(RESEND_URL, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${apiKey}`,
        'content-type': 'application/json',
        'idempotency-key': id,
      },
      body: JSON.stringify({ from, to: [recipient], subject, html, text }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    await response.body?.cancel()
    if (response.ok) return 'sent'

    // 409: it is still busy with this very mail.
    const { status } = response
    const isOurFault = status >= 400 && status < 500 && status !== 409 && status !== 429
    if (isOurFault) throw new DomainError('invalid', `Resend refused mail ${id} with ${response.status}`)
    const retryAfterSeconds = Number(response.headers.get('retry-after') ?? 30)
    throw new DomainError('unavailable', `Resend answered ${response.status}`, { retryAfterSeconds })
  }
}
