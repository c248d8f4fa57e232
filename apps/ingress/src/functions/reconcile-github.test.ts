import { env, exports } from 'cloudflare:workers'
import { createDb } from '@repo/db'
import { listDaySums, listMissing } from '@repo/db/reconciliations'
import { runFunction } from '@repo/testing/run-function'
import { beforeEach, expect, it } from 'vitest'
import { aDelivery } from '../../test/a-delivery.ts'
import { anEngine } from '../../test/engine.ts'
import { aGithub, type Sent } from '../../test/sender-lists.ts'
import { pass, runDueAlarms } from '../../test/shard.ts'
import { inboxFor } from '../inbox/inbox-for.ts'
import { createGithubChannels } from '../reconcile/github-channel.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const APP = '/app/hook/deliveries'
const HOOK = '/repos/octo/docs/hooks/5/deliveries'

const db = createDb(env.DB)

const reconcile = () =>
  runFunction(exports.default, {
    app: 'ingress',
    functionId: 'reconcile-github',
    event: { name: 'ops/reconciliation.requested', data: { source: 'github' } },
  })

/** GitHub, and ingress that has compared with both of its lists up to ten minutes ago. */
async function aComparedGithub() {
  const github = aGithub()
  const engine = anEngine(undefined, { 'github.test': github.answer })
  await reconcile()
  pass(30 * MINUTE_MS)
  github.asked.length = 0
  const at = Date.now() - 20 * MINUTE_MS
  // The list of the repository's hook stays empty: the test is about the App's.
  github.instead = ({ method, url }) =>
    method === 'GET' && url.includes('/repos/') ? Response.json([]) : undefined
  return { github, engine, at }
}

/** What GitHub calls `guid` comes in through the door. */
async function comesIn(guid: string) {
  const delivery = aDelivery({ source: 'github', headers: { 'x-github-delivery': guid } })
  await inboxFor(env, delivery.key).accept(delivery)
  await runDueAlarms(inboxFor(env, delivery.key))
}

const asked = ({ asked: all }: { asked: string[] }) => all.filter((line) => line.startsWith('POST'))

beforeEach(async () => {
  for (const table of ['reconciliations', 'reconciled_days', 'missing_deliveries']) {
    await env.DB.exec(`DELETE FROM ${table}`)
  }
})

it('asks again for what GitHub could not bring, and counts as healed what then comes', async () => {
  const { github, at } = await aComparedGithub()
  const lost = crypto.randomUUID()
  github.sent = [
    { id: '14', at },
    { id: '13', at: at - 1, status: 502, guid: lost },
    { id: '12', at: at - 2, status: 200 },
  ]
  const { instead } = github
  github.instead = (request) => {
    if (request.method === 'POST') void comesIn(lost)
    return instead(request)
  }

  const first = await reconcile()
  await comesIn(lost)
  await reconcile()

  expect(asked(github)).toEqual([`POST ${APP}/13/attempts`])
  expect(first.steps['wait-for-github']).toBe(1)
  expect(await listDaySums(db, '2000-01-01')).toMatchObject([
    { source: 'github', expected: 3, received: 2, healed: 1, missing: 0 },
  ])
})

it('asks for nothing that we have although GitHub did not hear so', async () => {
  const { github, at } = await aComparedGithub()
  const guid = crypto.randomUUID()
  await comesIn(guid)
  github.sent = [{ id: '13', at, status: 0, guid }]

  await reconcile()

  expect(asked(github)).toEqual([])
  expect(await listDaySums(db, '2000-01-01')).toMatchObject([{ expected: 1, received: 1, missing: 0 }])
})

it('counts what is sent again as the delivery that it was', async () => {
  const { github, at } = await aComparedGithub()
  const guid = crypto.randomUUID()
  await comesIn(guid)
  const sent: Sent[] = [
    { id: '14', at, guid, redelivery: true },
    { id: '13', at: at - 1, guid, status: 502 },
  ]
  github.sent = sent

  await reconcile()

  expect(await listDaySums(db, '2000-01-01')).toMatchObject([{ expected: 1, received: 1 }])
})

it('tells a person of what does not come, asks once an hour, and five times in all', async () => {
  const { github, engine, at } = await aComparedGithub()
  github.sent = [{ id: '13', at, status: 500 }]

  for (let hour = 0; hour < 7; hour++) {
    await reconcile()
    await reconcile()
    pass(60 * MINUTE_MS)
  }

  expect(asked(github)).toHaveLength(5)
  expect(engine.alerts).toHaveLength(7)
  expect(engine.alerts[0]).toBe('Millrace: 1 deliveries are on the list of github and not here')
})

it('does not ask for ever for what GitHub has forgotten', async () => {
  const { github, at } = await aComparedGithub()
  github.sent = [{ id: '13', at, status: 500 }]
  const { instead } = github
  github.instead = (request) =>
    request.method === 'POST' ? Response.json({ message: 'Not Found' }, { status: 404 }) : instead(request)

  await reconcile()
  pass(120 * MINUTE_MS)
  await reconcile()

  expect(asked(github)).toHaveLength(1)
  expect(await listMissing(db, 'github', 10)).toMatchObject([
    { requests: 1, error: `GitHub answered 404 for ${APP}/13/attempts` },
  ])
})

it('compares with each repository hook that is named, by a token of its own', async () => {
  const { github, at } = await aComparedGithub()
  const tokens: (string | null)[] = []
  github.sent = [{ id: '23', at, status: 503 }]
  github.instead = (request) => {
    if (!request.url.includes(HOOK)) return Response.json([])
    tokens.push(request.headers.get('authorization'))
    return undefined
  }

  await reconcile()

  expect(asked(github)).toEqual([`POST ${HOOK}/23/attempts`])
  expect(new Set(tokens)).toEqual(new Set(['Bearer github_token']))
})

it('compares with every other list where one cannot be asked, and fails with its name', async () => {
  const { github, at } = await aComparedGithub()
  github.sent = [{ id: '23', at, status: 503 }]
  github.instead = ({ url }) =>
    url.includes('/app/') ? Response.json({ message: 'Bad credentials' }, { status: 401 }) : undefined

  const run = await reconcile()

  expect(asked(github)).toEqual([`POST ${HOOK}/23/attempts`])
  expect(run).toMatchObject({
    status: 'failed',
    error: { message: `github was not compared: GitHub answered 401 for ${APP}` },
  })
})

it('asks the App’s list though the hooks’ token is not set', async () => {
  const { github } = await aComparedGithub()
  const channels = createGithubChannels({ ...env, GITHUB_HOOKS_TOKEN: '' })

  const lists = await Promise.allSettled(channels.map((channel) => channel.list(null, 0)))

  expect(lists.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
  expect(github.asked).toEqual([`GET ${APP}`])
})

it.each([
  [403, { 'x-ratelimit-remaining': '0' }],
  [429, {}],
  [403, { 'retry-after': '9' }],
])('comes back later when GitHub answers %i with %j', async (status, headers) => {
  const { github, at } = await aComparedGithub()
  github.sent = [{ id: '13', at, status: 500 }]
  const { instead } = github
  let refusals = 1
  github.instead = (request) =>
    request.method === 'POST' && refusals-- > 0
      ? Response.json({ message: 'slow down' }, { status, headers })
      : instead(request)
  // At 20:59 past the hour: its own run would begin while this one waits.
  pass(HOUR_MS - ((Date.now() - 20 * MINUTE_MS - 59_000) % HOUR_MS))

  const run = await reconcile()

  expect(run.steps['heal-github-0']).toBe(2)
  expect(await listMissing(db, 'github', 10)).toMatchObject([{ requests: 1, error: null }])
})
