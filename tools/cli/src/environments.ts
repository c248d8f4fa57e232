import { environments, readNames, writeEnvironment } from './environment/environment.ts'
import { workspace } from './workspace.ts'

/** Gives every environment in the wrangler files what their top level has. */
for (const env of environments) {
  const changed = await writeEnvironment(workspace, await readNames(workspace, env))
  for (const { config } of changed) console.log(`${config}: [env.${env}] completed`)
}
