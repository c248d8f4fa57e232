import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { eventually } from './eventually.ts'
import { GITHUB_SECRET, type House, startHouse, TEAM } from './start-house.ts'

let house: House
beforeAll(async () => {
  house = await startHouse()
})
afterAll(() => house.stop())

const mailsTo = (userId: string) => () =>
  house.rows(`SELECT reason, status FROM mails WHERE user_id = '${userId}'`)

async function signUp(name: string) {
  const response = await house.call('/v1/users', {
    method: 'POST',
    body: { email: `${name}@example.com`, name },
  })
  return (await response.json()) as { id: string }
}

it('greets who signs up and remembers to help them on a day later', async () => {
  const { id } = await signUp('greeted')

  expect(await eventually(mailsTo(id), (mails) => mails.length > 0)).toEqual([
    { reason: 'welcome', status: 'captured' },
  ])
  const waiting = async () =>
    house.engine.runs.find().find((run) => run.function_id === 'onboarding-send-welcome-email')
  const run = await eventually(
    waiting,
    (found) => found?.steps.some(({ status }) => status === 'Sleeping') ?? false,
  )
  expect(run?.status).toBe('Running')
  expect(run?.steps.map(({ name, status }) => [name, status])).toEqual([
    ['get-user', 'Completed'],
    ['send-email', 'Completed'],
    ['wait-for-tips', 'Sleeping'],
  ])
})

it('sends a digest of what the team did, once', async () => {
  const { id } = await signUp('digested')
  const day = new Date().toISOString().slice(0, 10)
  const due = { name: 'digest/send', data: { userId: id, day } }

  await house.engine.send([due, due])

  const digests = async () => (await mailsTo(id)()).filter(({ reason }) => reason === `digest:${day}`)
  expect(await eventually(digests, (found) => found.length > 0)).toHaveLength(1)
  await house.engine.whenIdle()
  expect(await digests()).toHaveLength(1)
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
