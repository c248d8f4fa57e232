import type { CloudflareApi } from '../cloudflare/cloudflare-api.ts'
import type { Wrangler } from '../cloudflare/wrangler.ts'
import type { Environment } from '../environment/read-environment.ts'
import type { Workspace } from '../workspace.ts'
import type { Smoke } from './play-smoke.ts'
import type { Inngest } from './sync-apps.ts'

/** What a deploy or a rollback works with. Time comes in from outside, so that a rollout of an hour is tested in a moment. */
export type Tools = {
  workspace: Workspace
  /** From which commit it comes, for the message of each version. */
  source: string
  environment: Environment
  wrangler: Wrangler
  api: CloudflareApi
  /** Undefined: somebody else syncs. */
  inngest: Inngest | undefined
  /** Where the gateway answers. */
  origin: string
  /** Plays the smoke story there, and answers what is amiss. */
  look: (tries?: number) => Promise<Smoke[]>
  say: (line: string) => void
  wait: (ms: number) => Promise<void>
  now: () => Date
}

/** The flags by which wrangler knows the worker and the environment. */
export const at = ({ config }: { config: string }, { env }: { env: string }): string[] => [
  '--config',
  config,
  '--env',
  env,
]
