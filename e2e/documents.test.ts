import { createHash } from 'node:crypto'
import { signGithubPayload } from '@repo/github-double'
import { aPdf } from '@repo/testing/a-pdf'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { eventually } from './eventually.ts'
import { GITHUB_SECRET, type House, startHouse, TEAM } from './start-house.ts'

type Found = { name: string; snippet: string; position: { page: number | null } }
type Shown = { id: string; status: string; contentType: string; error: string | null }

const latin1 = new TextDecoder('latin1')

let house: House
beforeAll(async () => {
  house = await startHouse()
})
afterAll(() => house.stop())

async function settle(name: string, body: string): Promise<Shown> {
  const headers = { 'content-type': 'application/octet-stream' }
  const response = await house.call(`/v1/documents?name=${name}`, { method: 'POST', headers, body })
  expect(response.status).toBe(202)
  const { id } = (await response.json()) as Shown
  const show = async () => (await (await house.call(`/v1/documents/${id}`)).json()) as Shown
  return eventually(show, ({ status }) => status === 'indexed' || status === 'failed')
}

async function upload(name: string, body: string): Promise<string> {
  const { id, status } = await settle(name, body)
  expect(status).toBe('indexed')
  return id
}

const search = async (query: string, headers = {}) => {
  const response = await house.call(`/v1/search?q=${encodeURIComponent(query)}`, { headers })
  return ((await response.json()) as { results: Found[] }).results
}

/** The headers of somebody in a team that has nothing. */
async function aSecondTeam(): Promise<{ authorization: string }> {
  const hash = createHash('sha256').update('mr_second').digest('hex')
  await house.rows(`INSERT INTO teams (id, name, created_at) VALUES ('team_second', 'Second', 0)`)
  await house.rows(`INSERT INTO api_tokens (id, team_id, token_hash, scopes, created_at)
    VALUES ('tok_second', 'team_second', '${hash}', '["documents:read","documents:write"]', 0)`)
  return { authorization: 'Bearer mr_second' }
}

async function webhook(event: string, payload: object) {
  const body = JSON.stringify(payload)
  const headers = { 'x-hub-signature-256': signGithubPayload(body, GITHUB_SECRET), 'x-github-event': event }
  return house.server.fetch('/webhooks/github', { method: 'POST', headers, body })
}

const push = (files: Record<string, string | null>, at: Date, isForced = false) =>
  webhook(
    'push',
    house.github.push({ installationId: 7, owner: 'octo', repository: 'docs', files, at, isForced }),
  )

it('finds an uploaded passage by its words, and by its meaning where no word is shared', async () => {
  await upload('signing-in.md', '# Signing in\n\nIf you forgot your login credentials, ask for a new link.\n')
  await upload('weather.md', '# Weather\n\nIt rains on the harbour most of the autumn.\n')

  expect((await search('harbour'))[0]).toMatchObject({ name: 'weather.md' })
  expect((await search('reset my password'))[0]).toMatchObject({ name: 'signing-in.md' })
})

it('reads PDF and HTML by their content, and names the page', async () => {
  const pages = ['The first page is about herons.', 'The second page is about kingfishers.']
  expect(await settle('birds.bin', latin1.decode(aPdf(pages)))).toMatchObject({
    status: 'indexed',
    contentType: 'application/pdf',
  })
  const html = '<!doctype html><nav>Menu of kingfishers</nav><h1>Bats</h1><p>Bats hang.</p>'
  expect(await settle('bats.bin', html)).toMatchObject({ status: 'indexed', contentType: 'text/html' })

  expect(await search('kingfishers')).toMatchObject([{ name: 'birds.bin', position: { page: 2 } }])
  expect((await search('bats hanging'))[0]).toMatchObject({ name: 'bats.bin' })
})

it.each([
  ['torn.pdf', latin1.decode(aPdf(['Torn.'])).slice(0, 200), 'damaged'],
  ['locked.pdf', latin1.decode(aPdf(['Locked.'], { isEncrypted: true })), 'encrypted'],
  ['picture.md', 'GIF89a\u0000', 'GIF'],
])('says of %s what is wrong with it', async (name, body, reason) => {
  expect(await settle(name, body)).toMatchObject({
    status: 'failed',
    error: expect.stringContaining(reason),
  })
})

it('shows another team nothing', async () => {
  const id = await upload('plan.md', '# Plan\n\nThe walrus moves in spring.\n')
  const headers = await aSecondTeam()

  expect(await search('walrus', headers)).toEqual([])
  for (const [method, path] of [
    ['GET', ''],
    ['DELETE', ''],
    ['POST', '/retry'],
  ] as const) {
    expect((await house.call(`/v1/documents/${id}${path}`, { method, headers })).status).toBe(404)
  }
  expect(await search('walrus')).toMatchObject([{ name: 'plan.md' }])
})

it('takes a deleted document out of every answer at once', async () => {
  const id = await upload('secret.md', '# Zeppelin\n\nThe zeppelin leaves at noon.\n')
  expect((await search('zeppelin')).map(({ name }) => name)).toContain('secret.md')

  expect((await house.call(`/v1/documents/${id}`, { method: 'DELETE' })).status).toBe(204)

  expect((await search('zeppelin')).map(({ name }) => name)).not.toContain('secret.md')
})

it('indexes what a push changed, and forgets what it removed and what a forced one dropped', async () => {
  const installation = { id: 7, account: { login: 'octo' }, updated_at: '2026-11-23T08:00:00Z' }
  await webhook('installation', { action: 'created', installation })
  const assign = () => house.call('/v1/installations/7', { method: 'PUT', body: { teamId: TEAM } })
  await eventually(assign, ({ ok }) => ok)
  const names = async () =>
    (await search('tangerine'))
      .map(({ name }) => name)
      .toSorted()
      .join()

  const at = (seconds: number) => new Date(Date.now() + seconds * 1_000)

  await push({ 'guide.md': '# Guide\n\nThe tangerine release is out.\n' }, at(-3))
  expect(await eventually(names, (found) => found === 'guide.md')).toBe('guide.md')

  await push({ 'guide.md': null, 'draft.md': '# Draft\n\nA tangerine plan.\n' }, at(-2))
  expect(await eventually(names, (found) => found === 'draft.md')).toBe('draft.md')

  await push({ 'final.md': '# Final\n\nThe tangerine plan.\n' }, at(-1), true)
  const after = 'final.md,guide.md'
  expect(await eventually(names, (found) => found === after)).toBe(after)
})
