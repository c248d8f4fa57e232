import { syncApps } from '../deploy/apply-deploy.ts'
import { describeFaults } from '../deploy/check-origin.ts'
import { at, type Tools } from '../deploy/deployment.ts'
import { Sentence } from '../sentence.ts'
import type { RoomRollback } from './plan-rollback.ts'

/** The gateway goes back first, so that it never routes to something older than it expects. Can be repeated. */
export async function applyRollback(tools: Tools, plan: RoomRollback[]): Promise<void> {
  const barriers = plan.flatMap(({ room, barrier }) =>
    barrier ? [`${room.app} cannot go back, ${barrier}`] : [],
  )
  if (barriers.length > 0) {
    throw new Sentence(`nothing was changed: ${barriers.join('; ')}. Deploy a release that mends it`)
  }
  for (const { room, to } of plan.toReversed()) {
    if (!to) continue
    const message = `back to ${to.tag ?? to.id}`
    await tools.wrangler(['rollback', to.id, '--message', message, '--yes', ...at(room, tools.environment)])
    tools.say(`  ✓ ${room.app} is back at version ${to.number}`)
  }
  await syncApps(tools)
  const faults = await tools.look()
  if (faults.length > 0) {
    throw new Sentence(`rolled back, but the smoke story fails: ${describeFaults(faults)}`)
  }
  tools.say(`  ✓ the smoke story holds at ${tools.origin}`)
}
