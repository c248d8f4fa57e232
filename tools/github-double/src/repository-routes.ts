import { Hono } from 'hono'
import { compareCommits } from './compare-commits.ts'
import type { FileStore } from './file-store.ts'
import { refused } from './refused.ts'

export const TOKEN = 'ghs_double'

// GitHub's own limit: https://docs.github.com/en/rest/commits/commits#compare-two-commits
const COMPARED_MAX = 300

/** What indexing asks of a repository: https://docs.github.com/en/rest/repos/contents, /commits/commits and /git/trees */
export function createRepositoryRoutes(files: FileStore) {
  const routes = new Hono()
  for (const asked of ['contents', 'commits', 'compare', 'git']) {
    routes.use(`/repos/:owner/:repo/${asked}/*`, async (c, next) => {
      const isKnown = c.req.header('authorization')?.endsWith(` ${TOKEN}`)
      return isKnown ? next() : refused(c, 401, 'Bad credentials')
    })
  }
  return routes
    .get('/repos/:owner/:repo/contents/:path{.+}', (c) => {
      const { owner, repo, path } = c.req.param()
      const content = files.list(`${owner}/${repo}`, c.req.query('ref') ?? '').get(path)
      if (content === undefined) return refused(c, 404, 'Not Found')
      if (c.req.header('accept')?.includes('raw')) {
        return c.body(new Uint8Array(content), 200, { 'content-type': 'application/octet-stream' })
      }
      const size = content.byteLength
      return c.json({ type: 'file', encoding: 'base64', size, path, content: content.toString('base64') })
    })
    .get('/repos/:owner/:repo/commits/:ref', (c) => {
      const { owner, repo, ref } = c.req.param()
      const sha = files.findCommit(`${owner}/${repo}`, ref)
      if (sha === undefined) return refused(c, 404, 'Not Found')
      return c.req.header('accept')?.endsWith('.sha') ? c.text(sha) : c.json({ sha })
    })
    .get('/repos/:owner/:repo/compare/:range', (c) => {
      const { owner, repo, range } = c.req.param()
      const [base = '', head = ''] = range.split('...')
      const compared = compareCommits(files, `${owner}/${repo}`, base, head)
      return compared ? c.json({ files: compared.slice(0, COMPARED_MAX) }) : refused(c, 404, 'Not Found')
    })
    .get('/repos/:owner/:repo/git/trees/:ref', (c) => {
      const { owner, repo, ref } = c.req.param()
      const sha = files.findCommit(`${owner}/${repo}`, ref)
      if (sha === undefined) return refused(c, 404, 'Not Found')
      const paths = [...files.list(`${owner}/${repo}`, sha).keys()]
      return c.json({ sha, tree: paths.map((path) => ({ path, type: 'blob' })), truncated: false })
    })
}
