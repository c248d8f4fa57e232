import { z } from 'zod'
import type { CloudflareApi } from '../cloudflare/cloudflare-api.ts'
import {
  type DeployedVersion,
  listDeployments,
  readDeployment,
  readVersion,
} from '../cloudflare/read-deployment.ts'
import { scriptPath, type Script } from '../cloudflare/script-path.ts'
import { parseRelease, RELEASE } from '../deploy/release.ts'
import { compareFunctions, type RunChange } from '../deploy/rules/compare-functions.ts'
import type { Environment, EnvironmentRoom } from '../environment/read-environment.ts'
import { findPrevious, type ListedVersion, releaseOf } from './rules/find-previous.ts'

const Listed = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      number: z.number(),
      annotations: z.record(z.string(), z.string()).optional(),
    }),
  ),
})

export type RoomRollback = {
  room: EnvironmentRoom
  release: string | undefined
  /** Where it goes back to; undefined where there is nothing before. */
  to: ListedVersion | undefined
  runs: RunChange[]
  /** Why Cloudflare would refuse, where it would: https://developers.cloudflare.com/workers/versions-and-deployments/rollbacks/#bindings */
  barrier: string | undefined
}

/** Which workers got new code with the last release, and the version that each served before. */
export async function planRollback(environment: Environment, api: CloudflareApi): Promise<RoomRollback[]> {
  const rooms = await Promise.all(environment.rooms.map((room) => planRoom(environment, room, api)))
  const latest = rooms
    .map(({ release }) => release ?? '')
    .toSorted((a, b) => a.localeCompare(b))
    .at(-1)
  return rooms.filter(({ release }) => release && release === latest)
}

async function planRoom(
  { accountId = '' }: Environment,
  room: EnvironmentRoom,
  api: CloudflareApi,
): Promise<RoomRollback> {
  const script = { accountId, worker: room.worker }
  const serving = await readDeployment(api, script)
  if (serving.length === 0) return { room, release: undefined, to: undefined, runs: [], barrier: undefined }
  // All that can still be deployed, on one page, as wrangler asks for them.
  const { items } = await api.get(`${scriptPath(script)}/versions?deployable=true`, Listed)
  const deployments = await listDeployments(api, script)
  const versions = items.map(({ id, number, annotations }) => ({
    id,
    number,
    tag: annotations?.['workers/tag'],
  }))
  const served = deployments.flatMap(({ versions: [one] }) =>
    one?.percentage === 100 ? [one.version_id] : [],
  )
  // Where a rollout was left, the new version is what is taken back, however little of the traffic it has.
  const numberOf = ({ id }: DeployedVersion) => versions.find((version) => version.id === id)?.number ?? 0
  const current = serving.reduce((a, b) => (numberOf(b) > numberOf(a) ? b : a))
  const to = findPrevious(versions, current.id, served)
  return {
    room,
    release: releaseOf(versions, numberOf(current)),
    to,
    ...(await compareReleases(api, script, current, to)),
  }
}

/** Going back changes the functions, too, and does not go past a migration of Durable Objects. */
async function compareReleases(
  api: CloudflareApi,
  script: Script,
  current: DeployedVersion,
  to: ListedVersion | undefined,
): Promise<Pick<RoomRollback, 'runs' | 'barrier'>> {
  const nothing = { runs: [], barrier: undefined }
  if (!to || !current.release) return nothing
  const { resources } = await readVersion(api, script, to.id)
  const release = parseRelease(resources.bindings.find(({ name }) => name === RELEASE)?.text)
  if (!release) return nothing
  const [from, back] = [current.release.durableObjects, release.durableObjects]
  const barrier =
    from === back ? undefined : `its Durable Objects migrated from ${back ?? 'none'} to ${from ?? 'none'}`
  return { runs: compareFunctions(current.release.functions, release.functions), barrier }
}
