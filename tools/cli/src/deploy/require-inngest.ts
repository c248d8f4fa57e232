import { Sentence } from '../sentence.ts'
import type { Inngest } from './sync-apps.ts'

/** Refuses to begin what could not be ended by a sync, or would be by a sync of the wrong environment. */
export function requireInngest(inngest: Inngest | undefined, env: string, isLeftOut: boolean): void {
  if (isLeftOut) return
  if (!inngest) {
    throw new Sentence(
      'INNGEST_API_KEY is missing, with which the apps are synced: make one at Inngest (Settings, API keys) and put it into the environment or the secrets file, or say --no-sync and sync by hand',
    )
  }
  if (env === 'production' || inngest.env) return
  throw new Sentence(
    `INNGEST_ENV is missing: without it the apps of ${env} would be synced into Inngest's production, in the place of the real ones. Put Inngest's name of the environment beside INNGEST_API_KEY, or say --no-sync and sync by hand`,
  )
}
