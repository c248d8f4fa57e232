import { Hono } from 'hono'
import type { DoubleEnv } from '../http/answer.ts'

/** Inngest's part: an app is synced by its id and the address of its functions (`POST /v2/apps/:id/syncs`). */
export const inngest = new Hono<DoubleEnv>().post('/v2/apps/:id/syncs', async (c) => {
  if (!c.req.header('authorization')?.startsWith('Bearer ')) {
    return c.json({ errors: [{ code: 'unauthenticated', message: 'an API key is needed' }] }, 401)
  }
  const { url } = await c.req.json<{ url?: string }>()
  if (!url) return c.json({ errors: [{ code: 'invalid', message: 'url is missing' }] }, 400)
  const id = c.req.param('id')
  c.env.apps.set(id, { url, syncs: (c.env.apps.get(id)?.syncs ?? 0) + 1 })
  return c.json({ data: { appId: id, url }, metadata: {} })
})
