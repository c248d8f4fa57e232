import { createHmac } from 'node:crypto'
import { virtualClock } from '@repo/dev-engine'
import '@repo/dev-engine/vitest'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { eventually } from './eventually.ts'
import { GITHUB_SECRET, type House, startHouse, TEAM } from './start-house.ts'

let house: House
beforeAll(async () => {
  house = await startHouse({ clock: virtualClock({ start: Date.now() }) })
})
afterAll(() => house.stop())

const mailsTo = (userId: string) => () =>
  house.rows(`SELECT reason, status FROM mails WHERE user_id = '${userId}' ORDER BY rowid`)

async function signUp(name: string, wantsDigest: boolean) {
  const response = await house.call('/v1/users', {
    method: 'POST',
    body: { email: `${name}@example.com`, name, wantsDigest },
  })
  return (await response.json()) as { id: string }
}

/** Uploads a document and waits until it can be found; answers the day on which it was new. */
async function upload(name: string): Promise<string> {
  const headers = { 'content-type': 'text/markdown' }
  const body = '# Handbook\n\nEverybody takes five weeks a year.\n'
  const response = await house.call(`/v1/documents?name=${name}`, { method: 'POST', headers, body })
  expect(response.status).toBe(202)
  await house.engine.whenIdle()
  const [document] = await house.rows('SELECT status, created_at FROM documents')
  expect(document).toMatchObject({ status: 'indexed' })
  return new Date(Number(document?.['created_at'])).toISOString().slice(0, 10)
}

it('greets who signs up, and helps them on a day later', async () => {
  const { id } = await signUp('greeted', false)
  const [{ run_id: runId } = { run_id: '' }] = house.engine.runs.find({
    functionId: 'onboarding-send-welcome-email',
  })

  await house.engine.advance('23h')
  expect(await mailsTo(id)()).toEqual([{ reason: 'welcome', status: 'captured' }])
  expect(house.engine.runs.get(runId)).not.toHaveCompleted()

  await house.engine.advance('1h')
  expect(await mailsTo(id)()).toEqual([
    { reason: 'welcome', status: 'captured' },
    { reason: 'tips', status: 'captured' },
  ])
  const run = house.engine.runs.get(runId)
  expect(run).toHaveCompleted()
  expect(run).toHaveRunSteps(['get-user', 'send-email', 'wait-for-tips', 'send-tips'])
  expect(run).toHaveSlept('24h')
})

it('sends a digest of what the team did, every morning and once', async () => {
  const { id } = await signUp('digested', true)
  const today = await upload('handbook.md')
  const digests = async () => {
    const mails = await mailsTo(id)()
    return mails.map(({ reason }) => reason).filter((reason) => String(reason).startsWith('digest:'))
  }

  await house.engine.advance('1d')
  const [first] = await digests()
  expect(await digests()).toEqual([expect.stringMatching(/^digest:\d{4}-\d\d-\d\d$/)])

  const day = String(first).replace('digest:', '')
  const due = { name: 'digest/send', data: { userId: id, day } }
  await house.engine.send([due, due])
  await house.engine.whenIdle()
  expect(await digests()).toEqual([first])

  await house.engine.advance('2d')
  expect(new Set(await digests()).size).toBe(3)
  expect(await digests()).toHaveLength(3)
  const [digest] = await house.rows(
    `SELECT text FROM mails WHERE user_id = '${id}' AND reason = 'digest:${today}'`,
  )
  expect(digest?.['text']).toContain('- New documents: 1')
})

it('keeps who installed the GitHub App, and gives it to a team on an operator’s word', async () => {
  const installation = { id: 7, account: { login: 'octo' }, updated_at: '2026-11-23T08:00:00Z' }
  const body = JSON.stringify({ action: 'created', installation })
  const signature = createHmac('sha256', GITHUB_SECRET).update(body).digest('hex')
  const headers = { 'x-hub-signature-256': `sha256=${signature}`, 'x-github-event': 'installation' }

  const response = await house.server.fetch('/webhooks/github', { method: 'POST', headers, body })

  expect(response.status).toBe(202)
  const stored = async () => (await house.rows('SELECT id, account, status, team_id FROM installations'))[0]
  expect(await eventually(stored, Boolean)).toEqual({
    id: '7',
    account: 'octo',
    status: 'active',
    team_id: null,
  })
  const given = await house.call('/v1/installations/7', { method: 'PUT', body: { teamId: TEAM } })
  expect(given.status).toBe(200)
  expect(await stored()).toMatchObject({ team_id: TEAM })
})
