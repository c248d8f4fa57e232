import type { Bindings } from '../context.ts'
import { fileUnfiled } from '../file-unfiled.ts'

/** Brings in all that waits in R2, so that an erasure reaches it in its shard. Throws while some has to stay there. */
export async function bringInUnfiled(env: Bindings): Promise<void> {
  for (;;) {
    const failed = await fileUnfiled(env)
    if (failed > 0) throw new Error(`${failed} deliveries wait in R2, where no erasure finds them`)
    const { objects } = await env.BODIES.list({ prefix: 'unfiled/', limit: 1 })
    if (objects.length === 0) return
  }
}
