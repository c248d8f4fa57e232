import { Sentence } from '../sentence.ts'
import { describeFaults } from './check-origin.ts'
import { at, type Tools } from './deployment.ts'
import type { Plan, RoomPlan } from './plan-deploy.ts'
import { isTooLong } from './release.ts'
import { releaseTag } from './release-tag.ts'
import { type Pace, type Rolling, rollOut } from './roll-out.ts'
import { syncApp } from './sync-apps.ts'
import { uploadRoom } from './upload-room.ts'

export type Consent = { orphans: boolean }

/**
 * The database first, then the workers in order and the gateway last, then Inngest, then a look from outside. Each step can be repeated: after a
 * failure the same command goes on.
 */
export async function applyDeploy(tools: Tools, plan: Plan, pace: Pace, consent: Consent): Promise<void> {
  refuse(plan, consent)
  await migrate(tools, plan)

  const tag = releaseTag(tools.now())
  const rolling: Rolling[] = []
  const settled: [RoomPlan, string][] = []
  for (const planned of plan.rooms) {
    const { room, way } = planned
    if (way.kind === 'at once') {
      settled.push([planned, await uploadRoom(tools, planned, tag, ['deploy'])])
      tools.say(`  ✓ ${room.app} deployed`)
    }
    if (way.kind === 'unchanged') settled.push([planned, way.versionId])
    if (way.kind === 'gradual') {
      const to = way.uploaded ?? (await uploadRoom(tools, planned, tag, ['versions', 'upload']))
      rolling.push({ room, from: way.from, to })
      settled.push([planned, to])
      tools.say(`  ✓ ${room.app} uploaded`)
    }
  }
  await rollOut(tools, rolling, pace)
  for (const [planned, versionId] of settled) await settle(tools, planned, versionId)
  await syncApps(tools)

  const faults = await tools.look()
  if (faults.length > 0) {
    throw new Sentence(
      `deployed, but the smoke story fails: ${describeFaults(faults)}. npm run rollback goes back; npm run doctor -- --env ${tools.environment.env} explains`,
    )
  }
  tools.say(`  ✓ the smoke story holds at ${tools.origin}`)
}

function refuse({ unsafe, rooms }: Plan, { orphans }: Consent): void {
  const reasons = [
    ...unsafe.map(({ migration }) => `${migration} does more than add`),
    ...rooms.flatMap(({ room, missingSecrets }) =>
      missingSecrets.length > 0 ? [`${room.app} lacks ${missingSecrets.join(', ')} (npm run setup)`] : [],
    ),
    ...rooms.flatMap(({ runs }) =>
      orphans
        ? []
        : runs
            .filter(({ harms }) => harms)
            .map(({ functionId }) => `runs of ${functionId} would be harmed (--accept-orphans)`),
    ),
    ...rooms.flatMap(({ room, release }) =>
      isTooLong(release) ? [`the list of ${room.app}'s steps is longer than a variable may be (5 KB)`] : [],
    ),
  ]
  if (reasons.length > 0) throw new Sentence(`nothing was changed: ${reasons.join('; ')}`)
}

async function migrate({ wrangler, environment, say }: Tools, { migrations }: Plan): Promise<void> {
  const room = environment.rooms.find(({ database }) => database)
  if (!room?.database || migrations.length === 0) return
  await wrangler(['d1', 'migrations', 'apply', room.database.binding, '--remote', ...at(room, environment)])
  say(`  ✓ database migrated: ${migrations.map(({ name }) => name).join(', ')}`)
}

/**
 * Crons, domains and sampling are no part of a version: they are written each time, since an earlier deploy may have stopped before.
 * `wrangler deploy` also hides that the sampling could not be written; `versions deploy` does not.
 */
async function settle(
  { wrangler, environment }: Tools,
  { room, way }: RoomPlan,
  versionId: string,
): Promise<void> {
  if (way.kind !== 'gradual') {
    await wrangler(['versions', 'deploy', `${versionId}@100`, '--yes', ...at(room, environment)])
  }
  if (way.kind !== 'at once') await wrangler(['triggers', 'deploy', ...at(room, environment)])
}

export async function syncApps({ inngest, environment, workspace, origin, say }: Tools): Promise<void> {
  if (!inngest) return say('  · Inngest was not synced, as you asked')
  const apps = environment.rooms.filter(({ app }) => workspace.inngestApps.includes(app))
  for (const { app, vars } of apps) {
    await syncApp(inngest, vars['INNGEST_APP_ID'] ?? app, `${origin}/api/inngest/${app}`)
  }
  say(`  ✓ Inngest synced: ${apps.map(({ vars, app }) => vars['INNGEST_APP_ID'] ?? app).join(', ')}`)
}
