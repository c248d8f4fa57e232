import { Hono } from 'hono'
import type { FileStore } from './file-store.ts'
import { refused } from './refused.ts'
import { createRepositoryRoutes, TOKEN } from './repository-routes.ts'

/** All that the double answers, in GitHub's shapes. */
export function createApp(files: FileStore, hooks: Hono, now: () => Date) {
  return new Hono()
    .use(async (c, next) => {
      await next()
      c.header('x-github-double', 'true')
    })
    .post('/app/installations/:id/access_tokens', (c) => {
      if (!c.req.header('authorization')?.toLowerCase().startsWith('bearer ey')) {
        return refused(c, 401, 'a JWT of the App is needed')
      }
      const expires_at = new Date(now().getTime() + 3_600_000).toISOString()
      return c.json(
        { token: TOKEN, expires_at, permissions: { contents: 'read' }, repository_selection: 'all' },
        201,
      )
    })
    .route('/', createRepositoryRoutes(files))
    .route('/', hooks)
    .notFound((c) => refused(c, 404, `the GitHub double has no ${c.req.method} ${c.req.path}`))
}
