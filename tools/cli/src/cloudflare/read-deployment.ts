import { z } from 'zod'
import { parseRelease, RELEASE, type Release } from '../deploy/release.ts'
import { type CloudflareApi, CloudflareRefused } from './cloudflare-api.ts'
import { scriptPath, type Script } from './script-path.ts'

export type DeployedVersion = {
  id: string
  percentage: number
  /** Undefined where no deploy of ours made the version: the empty worker of a first setup, or another hand. */
  release: Release | undefined
  /** No code yet: Cloudflare makes such a worker for the first secret. Each of ours is bound to something. */
  isEmpty: boolean
  secrets: string[]
}

const Deployments = z.object({
  deployments: z.array(
    z.object({ versions: z.array(z.object({ version_id: z.string(), percentage: z.number() })) }),
  ),
})

export type Deployment = z.infer<typeof Deployments>['deployments'][number]

const Version = z.object({
  resources: z.object({
    bindings: z.array(z.object({ type: z.string(), name: z.string(), text: z.string().optional() })),
  }),
})

// 10007: no such worker. 10025: a worker that was never deployed.
const NOTHING = [10_007, 10_025]

/** The versions that serve a worker now, most traffic first; empty where there is no such worker. */
export async function readDeployment(api: CloudflareApi, script: Script): Promise<DeployedVersion[]> {
  const [current] = await listDeployments(api, script)
  const versions = (current?.versions ?? []).map(async ({ version_id, percentage }) => {
    const { resources } = await readVersion(api, script, version_id)
    const release = resources.bindings.find(({ name }) => name === RELEASE)
    const secrets = resources.bindings.filter(({ type }) => type === 'secret_text').map(({ name }) => name)
    const isEmpty = secrets.length === resources.bindings.length
    return { id: version_id, percentage, release: parseRelease(release?.text), isEmpty, secrets }
  })
  return (await Promise.all(versions)).toSorted((a, b) => b.percentage - a.percentage)
}

/** What served a worker and when, the newest first: Cloudflare tells of the last ten. */
export async function listDeployments(api: CloudflareApi, script: Script): Promise<Deployment[]> {
  try {
    return (await api.get(`${scriptPath(script)}/deployments`, Deployments)).deployments
  } catch (error) {
    if (error instanceof CloudflareRefused && NOTHING.includes(error.code ?? 0)) return []
    throw error
  }
}

export async function readVersion(api: CloudflareApi, script: Script, id: string) {
  return api.get(`${scriptPath(script)}/versions/${id}`, Version)
}
