import { env } from 'cloudflare:workers'
import { assignInstallation, saveInstallation } from '@repo/db/installations'
import { aDelivery } from '@repo/testing/a-delivery'
import { aTeam } from '@repo/testing/a-team'
import { run, db } from './run.ts'

type Files = { added?: string[]; modified?: string[]; removed?: string[] }
type Given = {
  installationId?: number
  ref?: string
  before?: string
  commit?: string
  at?: Date
  commits?: Files[]
  forced?: boolean
  created?: boolean
  repository?: string
}

let last = 1_000

/** A team that installed our App. */
export async function anInstalledTeam(status: 'active' | 'suspended' = 'active') {
  const team = await aTeam(db)
  const installationId = (last += 1)
  await saveInstallation(db, { id: String(installationId), account: 'acme', status, asOf: new Date() })
  await assignInstallation(db, String(installationId), team.teamId)
  return { ...team, installationId }
}

/** Somebody pushed to `main` of acme/docs; answers what ingress announces. */
export function aPush({
  installationId,
  ref = 'refs/heads/main',
  before = 'c0',
  commit = 'c1',
  at = new Date(),
  commits = [],
  forced = false,
  created = false,
  repository = 'acme/docs',
}: Given = {}) {
  const body = {
    ref,
    before,
    after: commit,
    created,
    deleted: false,
    forced,
    repository: {
      id: 7,
      full_name: repository,
      default_branch: 'main',
      pushed_at: Math.floor(at.getTime() / 1000),
    },
    commits: commits.map((files) => ({ added: [], modified: [], removed: [], ...files })),
    ...(installationId !== undefined && { installation: { id: installationId } }),
  }
  return aDelivery(env.DELIVERIES, {
    source: 'github',
    id: crypto.randomUUID(),
    type: 'push',
    objectId: '7',
    body,
  })
}

/** Runs `handle-push` and `index-pushed-files` for a push; answers the second run, if there is one. */
export async function handlePush(
  event: Awaited<ReturnType<typeof aPush>>,
  team: { teamId: string; installationId: number },
  more = {},
) {
  const { deliveryId, announcement } = event.data
  const { teamId, installationId } = team
  const data = { deliveryId, announcement, teamId, installationId: String(installationId), repositoryId: '7' }
  return run('index-pushed-files', { name: 'repository/pushed', data }, more)
}
