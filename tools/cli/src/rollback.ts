import { prepareTools } from './deploy/prepare-tools.ts'
import { readDeployFlags } from './deploy/read-deploy-flags.ts'
import { requireInngest } from './deploy/require-inngest.ts'
import { applyRollback } from './rollback/apply-rollback.ts'
import { planRollback } from './rollback/plan-rollback.ts'
import { failWith, Sentence } from './sentence.ts'
import { workspace } from './workspace.ts'

try {
  const flags = readDeployFlags(process.argv.slice(2))
  const tools = await prepareTools(workspace, flags)
  const plan = await planRollback(tools.environment, tools.api)
  const possible = plan.filter(({ to }) => to)
  if (possible.length === 0) throw new Sentence(`${flags.env} has no earlier release to go back to`)

  console.log(
    `the release ${possible[0]?.release} of ${flags.env} is taken back; the database stays as it is\n`,
  )
  for (const { room, to, runs, barrier } of plan) {
    const way = to ? `to version ${to.number} ${to.tag ?? ''}` : 'stays: it has no earlier version'
    console.log(`  ${room.app.padEnd(12)}${way}`)
    if (barrier) console.log(`  ✗ ${room.app} cannot go back: ${barrier}`)
    for (const { functionId, harms, text } of runs) {
      console.log(`  ${harms ? '✗' : '·'} ${functionId} ${text}`)
    }
  }
  if (!flags.yes) console.log('\nNothing was changed; --yes does it.')
  else {
    requireInngest(tools.inngest, flags.env, flags['no-sync'])
    await applyRollback(tools, possible)
  }
} catch (error) {
  failWith(error)
}
