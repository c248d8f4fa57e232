import { applyDeploy } from './deploy/apply-deploy.ts'
import { describePlan } from './deploy/describe-plan.ts'
import { planDeploy } from './deploy/plan-deploy.ts'
import { prepareTools } from './deploy/prepare-tools.ts'
import { readDeployFlags } from './deploy/read-deploy-flags.ts'
import { requireInngest } from './deploy/require-inngest.ts'
import { failWith } from './sentence.ts'
import { workspace } from './workspace.ts'

try {
  const flags = readDeployFlags(process.argv.slice(2))
  const tools = await prepareTools(workspace, flags)
  console.log(
    `${flags.env} at ${tools.origin}, account ${tools.environment.accountId}\nfrom ${tools.source}\n`,
  )
  const plan = await planDeploy(workspace, tools.environment, tools)
  console.log(describePlan(plan, flags.pace.stages))

  if (!flags.yes) {
    console.log('\nNothing was changed; --yes does it.')
  } else {
    requireInngest(tools.inngest, flags.env, flags['no-sync'])
    console.log('')
    await applyDeploy(tools, plan, flags.pace, { orphans: flags['accept-orphans'] })
  }
} catch (error) {
  failWith(error)
}
