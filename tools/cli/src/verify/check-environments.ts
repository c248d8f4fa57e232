import { environments, fitEnvironment, readNames } from '../environment/environment.ts'
import { workspace } from '../workspace.ts'

/** wrangler hands no binding of the top level down: an environment without it breaks only where it is deployed. */
export async function checkEnvironments(): Promise<string[]> {
  const faults = environments.map(async (env) => {
    const files = await fitEnvironment(workspace, await readNames(workspace, env))
    return files
      .filter(({ before, after }) => before !== after)
      .map(({ room }) => `${room.config}: [env.${env}] lacks what the top level has; run npm run fix`)
  })
  return (await Promise.all(faults)).flat()
}
