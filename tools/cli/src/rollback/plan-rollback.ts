import { z } from 'zod'
import { type DeployedVersion, Deployment, readDeployment, Version } from '../cloudflare/read-deployment.ts'
import { readJson, type Wrangler } from '../cloudflare/wrangler.ts'
import { at } from '../deploy/deployment.ts'
import { parseRelease, RELEASE } from '../deploy/release.ts'
import { compareFunctions, type RunChange } from '../deploy/rules/compare-functions.ts'
import type { Environment, EnvironmentRoom } from '../environment/read-environment.ts'
import { findPrevious, type ListedVersion, releaseOf } from './rules/find-previous.ts'

const Listed = z.object({
  id: z.string(),
  number: z.number(),
  annotations: z.record(z.string(), z.string()).optional(),
})

export type RoomRollback = {
  room: EnvironmentRoom
  release: string | undefined
  /** Where it goes back to; undefined where there is nothing before. */
  to: ListedVersion | undefined
  runs: RunChange[]
}

/** Which workers got new code with the last release, and the version that each served before. */
export async function planRollback(environment: Environment, wrangler: Wrangler): Promise<RoomRollback[]> {
  const rooms = await Promise.all(environment.rooms.map((room) => planRoom(environment, room, wrangler)))
  const latest = rooms
    .map(({ release }) => release ?? '')
    .toSorted((a, b) => a.localeCompare(b))
    .at(-1)
  return rooms.filter(({ release }) => release && release === latest)
}

async function planRoom(
  environment: Environment,
  room: EnvironmentRoom,
  wrangler: Wrangler,
): Promise<RoomRollback> {
  const serving = await readDeployment(wrangler, room, environment.env)
  if (serving.length === 0) return { room, release: undefined, to: undefined, runs: [] }
  const listed = readJson(
    await wrangler(['versions', 'list', '--json', ...at(room, environment)]),
    z.array(Listed),
  )
  const deployments = readJson(
    await wrangler(['deployments', 'list', '--json', ...at(room, environment)]),
    z.array(Deployment),
  )
  const versions = listed.map(({ id, number, annotations }) => ({
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
    runs: await compareRuns(environment, room, wrangler, current, to),
  }
}

/** Going back changes the functions, too. */
async function compareRuns(
  environment: Environment,
  room: EnvironmentRoom,
  wrangler: Wrangler,
  current: DeployedVersion,
  to: ListedVersion | undefined,
): Promise<RunChange[]> {
  if (!to || !current.release) return []
  const view = readJson(
    await wrangler(['versions', 'view', to.id, '--json', ...at(room, environment)]),
    Version,
  )
  const release = parseRelease(view.resources.bindings.find(({ name }) => name === RELEASE)?.text)
  return release ? compareFunctions(current.release.functions, release.functions) : []
}
