import type { Alert } from '../alerts/alert.ts'
import type { Bindings } from '../context.ts'
import { hasSecret, sources } from '../sources/get-source.ts'

/** Without a secret nobody comes in. */
export async function lookAtSecrets(env: Bindings): Promise<Alert[]> {
  return sources
    .filter((source) => !hasSecret(env, source))
    .map(({ name, secretSetting }) => ({
      kind: 'secret-missing',
      about: name,
      text: `the setting ${secretSetting} is missing; its webhooks are refused`,
    }))
}
