import type { Alert } from '../alerts/alert.ts'
import type { Bindings } from '../context.ts'
import { sources } from '../sources/get-source.ts'
import { hasSecret, secretSettingOf } from '../sources/secrets.ts'

/** Without a secret nobody comes in. A source that no function waits for may go without. */
export async function lookAtSecrets(env: Bindings): Promise<Alert[]> {
  return sources
    .filter((source) => source.handledTypes.length > 0 && !hasSecret(env, source))
    .map((source) => ({
      kind: 'secret-missing',
      about: source.name,
      text: `the setting ${secretSettingOf(source)} is missing; its webhooks are refused`,
    }))
}
