import { signGithubPayload } from '@repo/github-double'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { eventually } from './eventually.ts'
import { GITHUB_SECRET, type House, startHouse, TEAM } from './start-house.ts'

type Found = { name: string; snippet: string }

let house: House
beforeAll(async () => {
  house = await startHouse()
})
afterAll(() => house.stop())

async function upload(name: string, body: string): Promise<string> {
  const headers = { 'content-type': 'text/markdown' }
  const response = await house.call(`/v1/documents?name=${name}`, { method: 'POST', headers, body })
  expect(response.status).toBe(202)
  const { id } = (await response.json()) as { id: string }
  const status = async () =>
    ((await (await house.call(`/v1/documents/${id}`)).json()) as { status: string }).status
  expect(await eventually(status, (now) => now === 'indexed' || now === 'failed')).toBe('indexed')
  return id
}

const search = async (query: string) => {
  const response = await house.call(`/v1/search?q=${encodeURIComponent(query)}`)
  return ((await response.json()) as { results: Found[] }).results
}

async function webhook(event: string, payload: object) {
  const body = JSON.stringify(payload)
  const headers = { 'x-hub-signature-256': signGithubPayload(body, GITHUB_SECRET), 'x-github-event': event }
  return house.server.fetch('/webhooks/github', { method: 'POST', headers, body })
}

const push = (files: Record<string, string | null>, at: Date) =>
  webhook('push', house.github.push({ installationId: 7, owner: 'octo', repository: 'docs', files, at }))

it('finds an uploaded passage by its words, and by its meaning where no word is shared', async () => {
  await upload('signing-in.md', '# Signing in\n\nIf you forgot your login credentials, ask for a new link.\n')
  await upload('weather.md', '# Weather\n\nIt rains on the harbour most of the autumn.\n')

  expect((await search('harbour'))[0]).toMatchObject({ name: 'weather.md' })
  expect((await search('reset my password'))[0]).toMatchObject({ name: 'signing-in.md' })
})

it('takes a deleted document out of every answer at once', async () => {
  const id = await upload('secret.md', '# Zeppelin\n\nThe zeppelin leaves at noon.\n')
  expect((await search('zeppelin')).map(({ name }) => name)).toContain('secret.md')

  expect((await house.call(`/v1/documents/${id}`, { method: 'DELETE' })).status).toBe(204)

  expect((await search('zeppelin')).map(({ name }) => name)).not.toContain('secret.md')
})

it('indexes what a push changed and forgets what it removed', async () => {
  const installation = { id: 7, account: { login: 'octo' }, updated_at: '2026-11-23T08:00:00Z' }
  await webhook('installation', { action: 'created', installation })
  const assign = () => house.call('/v1/installations/7', { method: 'PUT', body: { teamId: TEAM } })
  await eventually(assign, ({ ok }) => ok)
  const names = async () => (await search('tangerine')).map(({ name }) => name).join()

  await push({ 'guide.md': '# Guide\n\nThe tangerine release is out.\n' }, new Date(Date.now() - 1_000))
  expect(await eventually(names, (found) => found.includes('guide.md'))).toContain('guide.md')

  await push({ 'guide.md': null }, new Date())
  expect(await eventually(names, (found) => !found.includes('guide.md'))).not.toContain('guide.md')
})
