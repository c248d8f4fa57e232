import type { Context } from 'hono'
import type { EngineContext } from '../context.ts'
import { isoTime } from '../reports/iso-time.ts'

/** The envelope of Inngest's REST API. */
export function answerData(c: Context, { clock }: EngineContext, data: unknown): Response {
  return c.json({ data, metadata: { fetched_at: isoTime(clock.now()), cached_until: null } })
}
