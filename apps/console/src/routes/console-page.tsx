import { createDb } from '@repo/db'
import { input } from '@repo/worker-kit/input'
import { Hono } from 'hono'
import { z } from 'zod'
import type { HonoEnv } from '../context.ts'
import { createEngine } from '../engine.ts'
import { replayOutcomes } from '../ingress.ts'
import { loadDetail } from '../load/load-detail.ts'
import { loadOverview } from '../load/load-overview.ts'
import { retryOutcomes } from '../onboarding.ts'
import { ConsolePage } from '../page/console-page.tsx'

const ConsoleQuery = z.object({
  delivery: z.string().optional(),
  event: z.string().optional(),
  run: z.string().optional(),
  order: z.string().optional(),
  mail: z.string().optional(),
  replay: z.enum(replayOutcomes).optional().catch(undefined),
  retry: z.enum(retryOutcomes).optional().catch(undefined),
})

export const consolePage = new Hono<HonoEnv>().get('/', input('query', ConsoleQuery), async (c) => {
  const { replay, retry, ...subject } = c.req.valid('query')
  const now = new Date()
  const db = createDb(c.env.DB)
  const engine = createEngine(c.env, now)

  const [overview, detail] = await Promise.all([
    loadOverview(db, engine, now),
    loadDetail(db, engine, subject),
  ])

  const nonce = c.get('secureHeadersNonce')
  return c.html(
    <ConsolePage nonce={nonce} overview={overview} detail={detail} replay={replay} retry={retry} />,
    detail?.kind === 'missing' ? 404 : 200,
  )
})
