import { type Context, Hono } from 'hono'
import type { FileStore } from './file-store.ts'

const TOKEN = 'ghs_double'

/** The calls that our indexing makes, beside those of the hooks, in GitHub's shapes: https://docs.github.com/en/rest/repos/contents and /commits */
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
    .get('/repos/:owner/:repo/contents/:path{.+}', (c) => {
      const { owner, repo, path } = c.req.param()
      if (!c.req.header('authorization')?.endsWith(` ${TOKEN}`)) return refused(c, 401, 'Bad credentials')
      const content = files.find(`${owner}/${repo}`, c.req.query('ref') ?? '', decodeURIComponent(path))
      if (content === undefined) return refused(c, 404, 'Not Found')
      if (c.req.header('accept')?.includes('raw')) return c.text(content)
      const size = Buffer.byteLength(content)
      return c.json({
        type: 'file',
        encoding: 'base64',
        size,
        path,
        content: Buffer.from(content).toString('base64'),
      })
    })
    .get('/repos/:owner/:repo/commits/:ref', (c) => {
      const { owner, repo, ref } = c.req.param()
      if (!c.req.header('authorization')?.endsWith(` ${TOKEN}`)) return refused(c, 401, 'Bad credentials')
      const sha = files.findCommit(`${owner}/${repo}`, ref)
      if (sha === undefined) return refused(c, 404, 'Not Found')
      return c.req.header('accept')?.endsWith('.sha') ? c.text(sha) : c.json({ sha })
    })
    .route('/', hooks)
    .notFound((c) => refused(c, 404, `the GitHub double has no ${c.req.method} ${c.req.path}`))
}

const refused = (c: Context, status: 401 | 404, message: string) =>
  c.json({ message, status: String(status) }, status)
