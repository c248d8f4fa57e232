import { afterAll, beforeAll, expect, it } from 'vitest'
import { createGithubDouble } from './create-github-double.ts'
import { signGithubPayload } from './sign-github-payload.ts'

const double = createGithubDouble({ database: ':memory:', now: () => new Date(0) })
let url: string
beforeAll(async () => {
  url = await double.listen({ port: 0 })
})
afterAll(() => double.close())

const push = (files: Record<string, string | null>) =>
  double.push({ installationId: 7, owner: 'octo', repository: 'docs', files, at: new Date(0) })

async function token(): Promise<string> {
  const headers = { authorization: 'bearer eyJ.e30.x' }
  const response = await fetch(`${url}/app/installations/7/access_tokens`, { method: 'POST', headers })
  expect(await response.clone().json()).toMatchObject({ expires_at: '1970-01-01T01:00:00.000Z' })
  return ((await response.json()) as { token: string }).token
}

const contents = async (path: string, ref: string, accept = 'application/vnd.github.raw+json') =>
  fetch(`${url}/repos/octo/docs/contents/${path}?ref=${ref}`, {
    headers: { accept, authorization: `token ${await token()}` },
  })

it('says what changed and what went, as a push webhook does', () => {
  const payload = push({ 'a.md': '# A', 'b.md': null })

  expect(payload).toMatchObject({
    ref: 'refs/heads/main',
    installation: { id: 7 },
    repository: { full_name: 'octo/docs' },
  })
  expect(payload.commits[0]).toMatchObject({ modified: ['a.md'], removed: ['b.md'] })
})

it('serves a pushed file at its commit, raw or in base64, and at no other', async () => {
  const { after } = push({ 'guides/a b.md': '# A' })

  expect(await (await contents('guides/a%20b.md', after)).text()).toBe('# A')
  const json = (await (await contents('guides/a%20b.md', after, 'application/json')).json()) as {
    content: string
  }
  expect(Buffer.from(json.content, 'base64').toString()).toBe('# A')
  expect((await contents('guides/a%20b.md', 'other')).status).toBe(404)
})

it('knows commits, and has on its branch what the last of them left', async () => {
  const first = push({ 'c.md': '# C', 'd.md': '# D' })
  const second = push({ 'c.md': null })
  const headers = { accept: 'application/vnd.github.sha', authorization: `token ${await token()}` }
  const commit = async (ref: string) => fetch(`${url}/repos/octo/docs/commits/${ref}`, { headers })

  expect(await (await commit('main')).text()).toBe(second.after)
  expect([(await commit(first.after)).status, (await commit('absent')).status]).toEqual([200, 404])
  expect((await contents('c.md', first.after)).status).toBe(200)
  expect((await contents('c.md', 'main')).status).toBe(404)
  expect(await (await contents('d.md', second.after)).text()).toBe('# D')
})

it('lets nobody read without an installation’s token', async () => {
  expect((await fetch(`${url}/repos/octo/docs/contents/a.md`)).status).toBe(401)
  expect((await fetch(`${url}/app/installations/7/access_tokens`, { method: 'POST' })).status).toBe(401)
})

it('signs with the example of GitHub’s documentation', () => {
  expect(signGithubPayload('Hello, World!', "It's a Secret to Everybody")).toBe(
    'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17',
  )
})
