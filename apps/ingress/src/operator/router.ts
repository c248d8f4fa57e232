import { OpenAPIHono } from '@hono/zod-openapi'
import { inputRefused } from '@repo/worker-kit/input'
import type { HonoEnv } from '../context.ts'

/** A router whose routes describe themselves, and which refuses input as every door of ours does. */
export function createRouter() {
  return new OpenAPIHono<HonoEnv>({
    defaultHook: (result) => {
      if (!result.success) throw inputRefused(result.error)
    },
  })
}
