import { log } from '@repo/worker-kit/log'
import type { Bindings } from './context.ts'

const TIMEOUT_MS = 10_000

/** `settled`: it is out, or it is too late to say whether it is. `failed`: onboarding did not take the request. */
export type RetryOutcome = 'accepted' | 'settled' | 'failed'

/** Asks onboarding, in the name of whoever that header is of, to send a mail again. */
export async function retryMail(env: Bindings, mailId: string, authorization: string): Promise<RetryOutcome> {
  try {
    const response = await env.ONBOARDING.fetch(
      `https://onboarding/v1/mails/${encodeURIComponent(mailId)}/retry`,
      { method: 'POST', headers: { authorization }, signal: AbortSignal.timeout(TIMEOUT_MS) },
    )
    await response.body?.cancel()
    if (response.ok) return 'accepted'
    log.warn('retry of a mail refused', { status: response.status })
    return response.status === 409 ? 'settled' : 'failed'
  } catch (error) {
    log.error('onboarding did not answer', { error })
    return 'failed'
  }
}
