import { createDb } from '@repo/db'
import { input } from '@repo/worker-kit/input'
import { Hono } from 'hono'
import { z } from 'zod'
import type { HonoEnv } from '../context.ts'
import { loadSearch } from '../load/load-search.ts'
import { SearchPage } from '../page/search-page.tsx'
import { NoticeQuery } from './notice-query.ts'

const Text = z.string().max(255).optional()

const SearchQuery = z.object({
  source: Text,
  type: Text,
  status: Text,
  object: Text,
  customer: Text,
  from: Text,
  to: Text,
  after: z.string().max(640).optional(),
  notice: NoticeQuery,
})

export const searchPage = new Hono<HonoEnv>().get('/', input('query', SearchQuery), async (c) => {
  const { after, notice, ...form } = c.req.valid('query')
  const search = await loadSearch(createDb(c.env.DB), form, after, new Date())
  return c.html(<SearchPage nonce={c.get('secureHeadersNonce')} search={search} notice={notice} />)
})
