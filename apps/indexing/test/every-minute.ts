import { env } from 'cloudflare:workers'
import type { Bindings } from '../src/context.ts'
import worker from '../src/index.ts'

/** What Cloudflare’s cron does. */
export const everyMinute = (scheduledTime: number) =>
  worker.scheduled({ scheduledTime, cron: '* * * * *', noRetry: () => {} }, env as unknown as Bindings)
