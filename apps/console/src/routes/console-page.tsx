import { createDb } from '@repo/db'
import { input } from '@repo/worker-kit/input'
import { Hono } from 'hono'
import { z } from 'zod'
import type { HonoEnv } from '../context.ts'
import { createEngine } from '../engine.ts'
import { createIngress } from '../ingress.ts'
import { loadDetail } from '../load/load-detail.ts'
import { loadOverview } from '../load/load-overview.ts'
import { ConsolePage } from '../page/console-page.tsx'
import { NoticeQuery } from './notice-query.ts'

const ConsoleQuery = z.object({
  delivery: z.string().optional(),
  event: z.string().optional(),
  run: z.string().optional(),
  order: z.string().optional(),
  mail: z.string().optional(),
  body: z.literal('true').optional().catch(undefined),
  notice: NoticeQuery,
})

export const consolePage = new Hono<HonoEnv>().get('/', input('query', ConsoleQuery), async (c) => {
  const { notice, ...subject } = c.req.valid('query')
  const now = new Date()
  const db = createDb(c.env.DB)
  const engine = createEngine(c.env, now)
  const ingress = createIngress(c.env, c.req.header('authorization') ?? '')

  const [overview, detail] = await Promise.all([
    loadOverview(db, engine, now),
    loadDetail(db, engine, ingress, subject),
  ])

  const nonce = c.get('secureHeadersNonce')
  return c.html(
    <ConsolePage nonce={nonce} overview={overview} detail={detail} notice={notice} />,
    detail?.kind === 'missing' ? 404 : 200,
  )
})
