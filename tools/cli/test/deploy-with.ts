import { createCloudflareApi } from '../src/cloudflare/cloudflare-api.ts'
import { createWrangler } from '../src/cloudflare/wrangler.ts'
import { applyDeploy } from '../src/deploy/apply-deploy.ts'
import { checkOrigin } from '../src/deploy/check-origin.ts'
import type { Tools } from '../src/deploy/deployment.ts'
import { type Plan, planDeploy } from '../src/deploy/plan-deploy.ts'
import type { Pace } from '../src/deploy/roll-out.ts'
import { readEnvironment } from '../src/environment/read-environment.ts'
import { setUp } from '../src/setup/set-up.ts'
import type { Workspace } from '../src/workspace.ts'
import { SECRETS } from './a-workspace.ts'

export type Installation = {
  workspace: Workspace
  /** Of the double. */
  url: string
  said: string[]
  /** The clock, which moves only while somebody waits. */
  clock: { now: Date }
  /** What happens while a stage bakes. */
  onWait?: () => void
}

const envOf = (url: string) => ({
  CLOUDFLARE_API_BASE_URL: url,
  CLOUDFLARE_API_TOKEN: 'token',
  FORCE_COLOR: '1',
})

/** A setup of staging with the real wrangler. */
export async function setUpWith({ workspace, url, said }: Installation): Promise<void> {
  const wranglerFor = (accountId?: string) =>
    createWrangler(workspace.root, { ...envOf(url), ...(accountId && { CLOUDFLARE_ACCOUNT_ID: accountId }) })
  await setUp(
    {
      workspace,
      wranglerFor,
      apiFor: (wrangler) => createCloudflareApi(wrangler, envOf(url)),
      say: (line) => void said.push(line),
    },
    {
      env: 'staging',
      name: 'acme',
      isRenaming: false,
      accountId: undefined,
      domain: undefined,
      secrets: { values: SECRETS, ask: undefined, replace: false },
    },
  )
}

export async function toolsWith({ workspace, url, said, clock, onWait }: Installation): Promise<Tools> {
  const wrangler = createWrangler(workspace.root, envOf(url))
  return {
    workspace,
    source: 'commit 0123456789ab',
    environment: await readEnvironment(workspace, 'staging'),
    wrangler,
    api: createCloudflareApi(wrangler, envOf(url)),
    inngest: { apiUrl: `${url}/inngest`, apiKey: 'key' },
    origin: `${url}/origin`,
    look: () =>
      checkOrigin({
        origin: `${url}/origin`,
        inngestApps: workspace.inngestApps,
        wait: async () => {},
        tries: 1,
        now: () => clock.now,
      }),
    say: (line) => void said.push(line),
    wait: async (ms) => {
      clock.now = new Date(clock.now.getTime() + ms)
      onWait?.()
    },
    now: () => clock.now,
  }
}

/** Plans and deploys staging with the real wrangler; answers the plan that it followed. */
export async function deployWith(
  installation: Installation,
  pace: Pace = { stages: [100], bakeMs: 60_000 },
  consent = { orphans: false },
): Promise<Plan> {
  const tools = await toolsWith(installation)
  const plan = await planDeploy(installation.workspace, tools.environment, tools)
  await applyDeploy(tools, plan, pace, consent)
  return plan
}
