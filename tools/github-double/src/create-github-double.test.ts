import { afterAll, beforeAll, expect, it } from 'vitest'
import { createGithubDouble } from './create-github-double.ts'
import { signGithubPayload } from './sign-github-payload.ts'

const double = createGithubDouble({ database: ':memory:', now: () => new Date(0) })
let url: string
beforeAll(async () => {
  url = await double.listen({ port: 0 })
})
afterAll(() => double.close())

const PUSH = { installationId: 7, owner: 'octo', repository: 'docs', at: new Date(0) }
const push = (files: Record<string, string | null>) => double.push({ ...PUSH, files })

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

it('serves bytes as they are, under names that hold percent signs', async () => {
  const bytes = new Uint8Array([0, 0xff, 0x25])
  const { after } = double.push({ ...PUSH, files: { '50%25 off.pdf': bytes } })

  const response = await contents(encodeURIComponent('50%25 off.pdf'), after)

  expect(new Uint8Array(await response.arrayBuffer())).toEqual(bytes)
})

it('throws the last commit away at a forced push, and tells what differs, each way', async () => {
  const first = push({ 'kept.md': '# K' })
  const dropped = push({ 'dropped.md': '# D', 'kept.md': '# Changed' })
  const forced = double.push({ ...PUSH, files: { 'new.md': '# N' }, isForced: true })
  const headers = { authorization: `token ${await token()}` }
  const ask = async (path: string) => (await fetch(`${url}/repos/octo/docs/${path}`, { headers })).json()

  expect(forced).toMatchObject({ forced: true, created: false, before: dropped.after })
  expect(await ask(`compare/${forced.after}...${dropped.after}`)).toEqual({
    files: [
      { filename: 'kept.md', status: 'modified' },
      { filename: 'dropped.md', status: 'added' },
    ],
  })
  expect(await ask(`compare/${dropped.after}...${forced.after}`)).toEqual({
    files: [{ filename: 'new.md', status: 'added' }],
  })
  expect(await ask(`compare/absent...${first.after}`)).toMatchObject({ status: '404' })
  const { tree } = (await ask(`git/trees/${forced.after}?recursive=1`)) as { tree: { path: string }[] }
  const paths = tree.map(({ path }) => path)
  expect(paths).toEqual(expect.arrayContaining(['kept.md', 'new.md']))
  expect(paths).not.toContain('dropped.md')
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

it('lists the attempts of a hook newest first, page by page, and brings one again under its guid', async () => {
  const heard: { guid: string | null; body: string }[] = []
  const webhook = {
    url: 'http://gateway/webhooks/github',
    secret: 's',
    fetch: async (_url: string, init: RequestInit) => {
      const headers = new Headers(init.headers)
      expect(headers.get('x-hub-signature-256')).toBe(signGithubPayload(init.body as string, 's'))
      heard.push({ guid: headers.get('x-github-delivery'), body: init.body as string })
      return new Response(null, { status: 202 })
    },
  }
  const github = createGithubDouble({ database: ':memory:', webhook })
  const address = await github.listen({ port: 0 })
  const ask = (path: string, method = 'GET', token = 'eyJ.e30.x') =>
    fetch(address + path, { method, headers: { authorization: `Bearer ${token}` } })

  await github.deliver({ event: 'push', payload: { ref: 'refs/heads/main' } })
  const lost = await github.deliver({ event: 'issues', payload: { action: 'opened' }, isLost: true })
  await github.deliver({ event: 'push', payload: {}, hook: 'octo/docs/5' })

  const first = await ask('/app/hook/deliveries?per_page=1')
  const [newest] = (await first.json()) as { id: number; guid: string; status_code: number }[]
  expect(newest).toMatchObject({ guid: lost.guid, status_code: 502, redelivery: false, action: 'opened' })
  const next = /<([^>]+)>; rel="next"/.exec(first.headers.get('link') ?? '')?.[1] ?? ''
  const second = await ask(next.slice(address.length))
  expect(await second.json()).toMatchObject([{ event: 'push', status_code: 202 }])
  expect(second.headers.has('link')).toBe(false)

  expect((await ask(`/app/hook/deliveries/${newest?.id}/attempts`, 'POST')).status).toBe(202)
  expect(heard.at(-1)).toEqual({ guid: lost.guid, body: '{"action":"opened"}' })
  expect(await (await ask('/app/hook/deliveries?per_page=1')).json()).toMatchObject([
    { guid: lost.guid, redelivery: true, status_code: 202 },
  ])
  expect(await (await ask('/repos/octo/docs/hooks/5/deliveries', 'GET', 'token')).json()).toHaveLength(1)
  expect((await ask('/app/hook/deliveries', 'GET', 'token')).status).toBe(401)
  expect((await ask('/app/hook/deliveries/99/attempts', 'POST')).status).toBe(404)
  await github.close()
})
