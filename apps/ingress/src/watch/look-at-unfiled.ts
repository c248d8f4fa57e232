import type { Alert } from '../alerts/alert.ts'
import type { Bindings } from '../context.ts'
import { fileUnfiled } from '../file-unfiled.ts'

/** Brings in what waits in R2. */
export async function lookAtUnfiled(env: Bindings): Promise<Alert[]> {
  const failed = await fileUnfiled(env)
  return failed > 0
    ? [{ kind: 'unfiled-backlog', text: `${failed} deliveries could not be filed from R2` }]
    : []
}
