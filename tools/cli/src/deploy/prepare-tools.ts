import { setTimeout as wait } from 'node:timers/promises'
import { createCloudflareApi } from '../cloudflare/cloudflare-api.ts'
import { createWrangler } from '../cloudflare/wrangler.ts'
import { fitEnvironment } from '../environment/environment.ts'
import { readEnvironment } from '../environment/read-environment.ts'
import { readSecretsFile } from '../secrets/read-secrets-file.ts'
import { Sentence } from '../sentence.ts'
import type { Workspace } from '../workspace.ts'
import { checkOrigin } from './check-origin.ts'
import type { Tools } from './deployment.ts'
import { describeSource } from './describe-source.ts'
import { findOrigin } from './find-origin.ts'

type Options = {
  env: string
  origin?: string | undefined
  'no-sync'?: boolean
  'secrets-file'?: string | undefined
}

/** What a deploy or a rollback of an environment works with, or a sentence about what is not there. */
export async function prepareTools(workspace: Workspace, options: Options): Promise<Tools> {
  const { env } = options
  const environment = await readEnvironment(workspace, env)
  const { accountId, names, rooms } = environment
  if (!accountId || rooms.some(({ database }) => database && !database.id)) {
    throw new Sentence(`${env} is not set up yet: run npm run setup -- --env ${env}`)
  }
  const stale = (await fitEnvironment(workspace, names)).filter(({ before, after }) => before !== after)
  if (stale.length > 0) {
    const files = stale.map(({ room }) => room.config).join(', ')
    throw new Sentence(
      `[env.${env}] lacks what the top level has in ${files}: run npm run fix and look at it`,
    )
  }

  const wrangler = createWrangler(workspace.root, { CLOUDFLARE_ACCOUNT_ID: accountId })
  const api = createCloudflareApi(wrangler, process.env)
  const file = options['secrets-file']
  const secrets = file ? readSecretsFile(file) : {}
  const origin = options.origin ?? (await findOrigin(environment, api))
  const stripeSecret = (secrets['STRIPE_WEBHOOK_SECRET'] ?? process.env['STRIPE_WEBHOOK_SECRET'])?.split(
    /\s+/,
  )[0]
  const time = { wait: (ms: number) => wait(ms), now: () => new Date() }
  return {
    workspace,
    source: await describeSource(workspace.root),
    environment,
    wrangler,
    api,
    inngest: options['no-sync'] ? undefined : inngestOf({ ...process.env, ...secrets }),
    origin,
    // A minute, in which news reaches the edge.
    look: (tries = 6) =>
      checkOrigin({ origin, inngestApps: workspace.inngestApps, stripeSecret, tries, ...time }),
    say: (line) => console.log(line),
    ...time,
  }
}

function inngestOf(values: Record<string, string | undefined>): Tools['inngest'] {
  const apiKey = values['INNGEST_API_KEY']
  if (!apiKey) return undefined
  return {
    apiKey,
    apiUrl: values['INNGEST_API_BASE_URL'] ?? 'https://api.inngest.com',
    env: values['INNGEST_ENV'],
  }
}
