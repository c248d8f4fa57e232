import { Hono } from 'hono'
import { isVirtual } from '../clock/virtual-clock.ts'
import type { EngineContext } from '../context.ts'
import type { Engine } from '../engine.ts'
import { InvalidRequest } from '../invalid-request.ts'

const JUST_NOW_MS = 60_000

/** Any key is taken: there is nothing to guard on a laptop. */
export function ingestRoutes({ clock }: EngineContext, engine: Pick<Engine, 'send'>) {
  return new Hono().post('/:key', async (c) => {
    const events = await c.req.json<unknown>().catch(() => {
      throw new InvalidRequest('the body is not JSON')
    })
    const { ids } = await engine.send((isVirtual(clock) ? withoutRealNow(events) : events) as never)
    return c.json({ ids, status: 200 })
  })
}

/** The SDK dates what it sends by the real time. Under a virtual clock that means nothing but now. */
function withoutRealNow(sent: unknown): unknown {
  if (Array.isArray(sent)) return sent.map(withoutRealNow)
  if (typeof sent !== 'object' || sent === null || !('ts' in sent)) return sent
  const isJustNow = typeof sent.ts === 'number' && Math.abs(Date.now() - sent.ts) < JUST_NOW_MS
  return isJustNow ? { ...sent, ts: undefined } : sent
}
