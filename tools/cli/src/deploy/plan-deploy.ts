import { join } from 'node:path'
import { type DeployedVersion, readDeployment } from '../cloudflare/read-deployment.ts'
import type { Environment, EnvironmentRoom } from '../environment/read-environment.ts'
import type { Workspace } from '../workspace.ts'
import type { Tools } from './deployment.ts'
import { digestRoom } from './digest-room.ts'
import { listMigrations, type Migration } from './list-migrations.ts'
import { readFunctions } from './read-functions.ts'
import type { Release } from './release.ts'
import { compareFunctions, type RunChange } from './rules/compare-functions.ts'
import {
  findUnsafeStatements,
  listCreatedTables,
  type UnsafeStatement,
} from './rules/find-unsafe-statements.ts'

/** How a worker gets its new code; `why` is for a person. */
export type Way =
  | { kind: 'unchanged'; versionId: string }
  | { kind: 'at once'; why: string }
  | { kind: 'gradual'; from: string; uploaded?: string }

export type RoomPlan = {
  room: EnvironmentRoom
  release: Release
  /** What serves now, most traffic first. */
  serving: DeployedVersion[]
  way: Way
  runs: RunChange[]
  missingSecrets: string[]
}

export type Plan = {
  migrations: Migration[]
  unsafe: { migration: string; statements: UnsafeStatement[] }[]
  rooms: RoomPlan[]
}

/** What a deploy would change, from what the source says and what Cloudflare says is deployed. Changes nothing. */
export async function planDeploy(
  workspace: Workspace,
  { env, accountId = '', rooms }: Environment,
  { wrangler, api }: Pick<Tools, 'wrangler' | 'api'>,
): Promise<Plan> {
  const withDatabase = rooms.find(({ database }) => database)
  const [pending, ...planned] = await Promise.all([
    withDatabase ? listMigrations(wrangler, workspace.root, withDatabase, env) : [],
    ...rooms.map(async (room) =>
      planRoom(workspace, room, await readDeployment(api, { accountId, worker: room.worker })),
    ),
  ])
  const isCodeDeployed = planned.some(({ serving }) => serving.some(({ isEmpty }) => !isEmpty))
  return { migrations: pending, unsafe: isCodeDeployed ? judge(pending) : [], rooms: planned }
}

/** No deployed code knows a table that an earlier migration of this deploy brings. */
function judge(pending: Migration[]): Plan['unsafe'] {
  const created: string[] = []
  return pending.flatMap(({ name, sql }) => {
    const statements = findUnsafeStatements(sql, created)
    created.push(...listCreatedTables(sql))
    return statements.length > 0 ? [{ migration: name, statements }] : []
  })
}

async function planRoom(
  { root, inngestApps }: Workspace,
  room: EnvironmentRoom,
  serving: DeployedVersion[],
): Promise<RoomPlan> {
  const release: Release = {
    digest: await digestRoom(root, room),
    functions: inngestApps.includes(room.app) ? await readFunctions(join(root, room.dir)) : {},
    appId: room.vars['INNGEST_APP_ID'] ?? null,
    durableObjects: room.durableObjects ?? null,
  }
  const [main] = serving
  const needed = room.settings.filter(({ kind }) => kind === 'needed').map(({ name }) => name)
  return {
    room,
    release,
    serving,
    way: wayOf(release, serving),
    runs: compareRuns(main, release),
    missingSecrets: needed.filter((name) => !main?.secrets.includes(name)),
  }
}

/** A new worker has no version beside which another could serve, and Durable Objects migrate for all traffic at once. */
function wayOf(release: Release, versions: DeployedVersion[]): Way {
  const same = versions.find((version) => version.release?.digest === release.digest)
  if (same?.percentage === 100) return { kind: 'unchanged', versionId: same.id }
  const old = versions.find((version) => version !== same)
  if (!old || old.isEmpty) return { kind: 'at once', why: 'its first code' }
  if (!old.release) return { kind: 'at once', why: 'what serves now was deployed by another hand' }
  if (old.release.durableObjects !== release.durableObjects) {
    return { kind: 'at once', why: `Durable Objects migrate to ${release.durableObjects ?? 'none'}` }
  }
  return { kind: 'gradual', from: old.id, ...(same && { uploaded: same.id }) }
}

function compareRuns(deployed: DeployedVersion | undefined, next: Release): RunChange[] {
  if (!deployed || deployed.isEmpty) return []
  if (deployed.release) return compareReleases(deployed.release, next)
  if (Object.keys(next.functions).length === 0) return []
  const text = 'may be another: what serves now does not say what it has, so nobody can compare'
  return [{ functionId: 'every function', harms: true, text }]
}

function compareReleases(deployed: Release, next: Release): RunChange[] {
  const changes = compareFunctions(deployed.functions, next.functions)
  if (deployed.appId === next.appId) return changes
  const text = `belongs to the Inngest app ${next.appId} in place of ${deployed.appId}: every run in flight stays with the old app, which nobody answers any more`
  return [{ functionId: 'every function', harms: true, text }, ...changes]
}
