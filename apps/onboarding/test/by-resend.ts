import { env } from 'cloudflare:workers'
import { type Outside, stubOutside } from '@repo/testing/outside-world'
import { onTestFinished } from 'vitest'

/** Mail goes out by Resend for the rest of this test, and Resend answers each request like this; answers what it was asked. */
export function byResend(answer: (asked: number) => Response | Promise<Response>, outside: Outside = {}) {
  const mutable = env as unknown as Record<string, unknown>
  Object.assign(mutable, { MAILER: 'resend', RESEND_API_KEY: 're_test' })
  onTestFinished(() => {
    Object.assign(mutable, { MAILER: 'capture', RESEND_API_KEY: undefined })
  })
  const asked: { key: string | null; subject: string }[] = []
  const { events } = stubOutside({
    ...outside,
    'api.resend.com': async (request) => {
      const { subject } = await request.json<{ subject: string }>()
      asked.push({ key: request.headers.get('idempotency-key'), subject })
      return answer(asked.length)
    },
  })
  return { asked, events }
}

export const ok = () => Response.json({ id: 'at-the-provider' })
export const no = (status: number) => new Response('', { status })
