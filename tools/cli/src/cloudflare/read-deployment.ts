import { z } from 'zod'
import { parseRelease, RELEASE, type Release } from '../deploy/release.ts'
import { readJson, type Wrangler, WranglerFailed } from './wrangler.ts'

export type DeployedVersion = {
  id: string
  percentage: number
  /** Undefined where no deploy of ours made the version: the empty worker of a first setup, or another hand. */
  release: Release | undefined
  /** No code yet: Cloudflare makes such a worker for the first secret. Each of ours is bound to something. */
  isEmpty: boolean
  secrets: string[]
}

export const Deployment = z.object({
  versions: z.array(z.object({ version_id: z.string(), percentage: z.number() })),
})

export const Version = z.object({
  resources: z.object({
    bindings: z.array(z.object({ type: z.string(), name: z.string(), text: z.string().optional() })),
  }),
})

// 10007: no such worker. 10025: a worker that was never deployed.
const NOTHING = [10_007, 10_025]

/** The versions that serve a worker now, most traffic first; empty where there is no such worker. */
export async function readDeployment(
  wrangler: Wrangler,
  { config }: { config: string },
  env: string,
): Promise<DeployedVersion[]> {
  const status = await readStatus(wrangler, config, env)
  const versions = status.versions.map(async ({ version_id, percentage }) => {
    const args = ['versions', 'view', version_id, '--json', '--config', config, '--env', env]
    const { resources } = readJson(await wrangler(args), Version)
    const release = resources.bindings.find(({ name }) => name === RELEASE)
    const secrets = resources.bindings.filter(({ type }) => type === 'secret_text').map(({ name }) => name)
    const isEmpty = secrets.length === resources.bindings.length
    return { id: version_id, percentage, release: parseRelease(release?.text), isEmpty, secrets }
  })
  return (await Promise.all(versions)).toSorted((a, b) => b.percentage - a.percentage)
}

async function readStatus(
  wrangler: Wrangler,
  config: string,
  env: string,
): Promise<z.infer<typeof Deployment>> {
  try {
    const printed = await wrangler(['deployments', 'status', '--json', '--config', config, '--env', env])
    return readJson(printed, Deployment)
  } catch (error) {
    const isNew =
      error instanceof WranglerFailed &&
      (NOTHING.includes(error.code ?? 0) || /has no deployments|not found/i.test(error.message))
    if (isNew) return { versions: [] }
    throw error
  }
}
