import { env } from 'cloudflare:workers'
import { createDb } from '@repo/db'
import { DomainErrorsAreFinal } from '@repo/worker-kit/domain-errors-are-final'
import { inngestLogger } from '@repo/worker-kit/inngest-logger'
import { dependencyInjectionMiddleware, Inngest } from 'inngest'
import type { Bindings } from './context.ts'

const bindings: Bindings = env

/** Functions receive these as arguments, so this file alone knows where they come from. */
export const inngest = new Inngest({
  id: env.INNGEST_APP_ID,
  logger: inngestLogger,
  internalLogger: inngestLogger,
  middleware: [
    DomainErrorsAreFinal,
    dependencyInjectionMiddleware({
      db: createDb(env.DB),
      inbox: env.INBOX,
      projectionKeptDays: env.PROJECTION_KEPT_DAYS,
      bindings,
      now: () => new Date(),
      pause: (ms: number) => scheduler.wait(ms),
    }),
  ],
})
