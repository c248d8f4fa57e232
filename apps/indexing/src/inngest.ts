import { env } from 'cloudflare:workers'
import { createDb } from '@repo/db'
import { DomainErrorsAreFinal } from '@repo/worker-kit/domain-errors-are-final'
import { inngestLogger } from '@repo/worker-kit/inngest-logger'
import { dependencyInjectionMiddleware, Inngest } from 'inngest'
import type { Bindings } from './context.ts'
import { loadEmbedder } from './embedder.ts'
import { createGitHub } from './github.ts'
import { indexOf } from './search/index-of.ts'

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
      files: bindings.FILES,
      deliveries: bindings.DELIVERIES,
      indexOf: (teamId: string) => indexOf(bindings, teamId),
      github: (installationId: string) => createGitHub(bindings, installationId),
      embedder: () => loadEmbedder(bindings),
      now: () => new Date(),
    }),
  ],
})

/** A setting, because Inngest's plans differ in how many steps run at once. */
export const indexConcurrency = Number(bindings.INDEX_CONCURRENCY)

/** One place is left to the others, however much one team brings. */
export const teamConcurrency = Math.max(1, indexConcurrency - 1)
