import { createDb } from '@repo/db'
import { input } from '@repo/worker-kit/input'
import { Hono } from 'hono'
import { z } from 'zod'
import type { HonoEnv } from '../context.ts'
import { createIngress } from '../ingress.ts'
import { loadOperations } from '../load/load-operations.ts'
import { OperationsPage } from '../page/operations-page.tsx'
import { NoticeQuery } from './notice-query.ts'

const OperationsQuery = z.object({ notice: NoticeQuery })

export const operationsPage = new Hono<HonoEnv>().get('/', input('query', OperationsQuery), async (c) => {
  const { notice } = c.req.valid('query')
  const ingress = createIngress(c.env, c.req.header('authorization') ?? '')
  const operations = await loadOperations(createDb(c.env.DB), ingress, new Date())
  const nonce = c.get('secureHeadersNonce')
  return c.html(<OperationsPage nonce={nonce} operations={operations} notice={notice} />)
})
