import { env } from 'cloudflare:workers'
import { createDb } from '@repo/db'
import { DomainErrorsAreFinal } from '@repo/worker-kit/domain-errors-are-final'
import { inngestLogger } from '@repo/worker-kit/inngest-logger'
import { dependencyInjectionMiddleware, Inngest } from 'inngest'
import type { Bindings } from './context.ts'
import { createMailer } from './mailer.ts'
import { readLimit } from './read-limit.ts'

const bindings = env as unknown as Bindings

/** Functions receive these as arguments, so this file alone knows where they come from. */
export const inngest = new Inngest({
  id: bindings.INNGEST_APP_ID,
  logger: inngestLogger,
  internalLogger: inngestLogger,
  middleware: [
    DomainErrorsAreFinal,
    dependencyInjectionMiddleware({
      db: createDb(bindings.DB),
      deliveries: bindings.DELIVERIES,
      mailer: () => createMailer(bindings),
      now: () => new Date(),
    }),
  ],
})

/** Where alerts are mailed to; nowhere unless it is set. */
export const operatorEmail = () => bindings.OPERATOR_EMAIL

/** A setting, because Inngest's plans differ in how many steps run at once. */
export const digestConcurrency = readLimit('DIGEST_CONCURRENCY', bindings.DIGEST_CONCURRENCY)
