import { Sentence } from '../sentence.ts'
import { type Wrangler, WranglerFailed } from '../cloudflare/wrangler.ts'

// The newest version of the worker is not the one that is deployed: a rollout stopped half-way.
const NOT_DEPLOYED = [10_214, 10_215]

/** Stores values in one worker, by standard input; Cloudflare makes the worker where it does not exist yet. */
export async function storeSecrets(
  wrangler: Wrangler,
  { config, app }: { config: string; app: string },
  env: string,
  values: Record<string, string>,
): Promise<void> {
  try {
    await wrangler(['secret', 'bulk', '--config', config, '--env', env], { input: JSON.stringify(values) })
  } catch (error) {
    if (!(error instanceof WranglerFailed) || !NOT_DEPLOYED.includes(error.code ?? 0)) throw error
    throw new Sentence(
      `${app} has a newer version than the one that is deployed, so Cloudflare takes no secrets for it: run npm run deploy -- --env ${env} --yes first, which ends the rollout or begins another`,
    )
  }
}
