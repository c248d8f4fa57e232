import { expect, it } from 'vitest'
import { anApi } from '../../test/an-api.ts'
import type { Environment, EnvironmentRoom } from '../environment/read-environment.ts'
import { RELEASE } from '../deploy/release.ts'
import { planRollback } from './plan-rollback.ts'

type Served = { version_id: string; percentage: number }[]

const [may, june, july] = ['20260501-120000', '20260601-120000', '20260701-120000']
const versions = [may, june, july].map((tag, index) => ({
  id: `v${index + 1}`,
  number: index + 1,
  annotations: { 'workers/tag': tag },
}))
const whole = (version_id: string): Served => [{ version_id, percentage: 100 }]
const halfway: Served = [
  { version_id: 'v2', percentage: 90 },
  { version_id: 'v3', percentage: 10 },
]
const aRelease = (durableObjects: string) => ({
  type: 'plain_text',
  name: RELEASE,
  text: JSON.stringify({ digest: 'd', functions: {}, appId: null, durableObjects }),
})

/** What goes back; `history` is what each worker served, the newest last, and `migrated` to what its Durable Objects migrate with a version. */
async function rollbacksOf(history: Record<string, Served[]>, migrated: Record<string, string> = {}) {
  const rooms = Object.keys(history).map((app) => ({ app, worker: app }) as EnvironmentRoom)
  const api = anApi((path) => {
    const [, app = '', what = ''] = /scripts\/(\w+)\/(.*)$/.exec(path) ?? []
    const served = (history[app] ?? []).map((one) => ({ versions: one }))
    if (what === 'deployments') return { deployments: served.toReversed() }
    if (what === 'versions?deployable=true') return { items: versions }
    return { resources: { bindings: [aRelease(migrated[what.replace('versions/', '')] ?? 'v1')] } }
  })
  return planRollback({ env: 'staging', accountId: 'acc', rooms } as Environment, api)
}

/** Where each worker goes back to. */
async function planWith(history: Record<string, Served[]>) {
  const plan = await rollbacksOf(history)
  return Object.fromEntries(plan.map(({ room, to, release }) => [room.app, [release, to?.id]]))
}

it('goes back from the last release, and leaves alone what it did not change', async () => {
  const history = { ingress: [whole('v1'), whole('v2')], billing: [whole('v1'), whole('v2'), whole('v3')] }

  expect(await planWith(history)).toEqual({ billing: [july, 'v2'] })
})

it.each([
  ['10 %', halfway],
  ['50 %', halfway.map((one) => ({ ...one, percentage: 50 }))],
])('takes back a rollout that was left at %s, and not the release before', async (_, left) => {
  const history = {
    ingress: [whole('v1'), whole('v2'), left],
    billing: [whole('v1'), whole('v2'), left],
    gateway: [whole('v1'), whole('v2')],
  }

  expect(await planWith(history)).toEqual({ ingress: [july, 'v2'], billing: [july, 'v2'] })
})

it('takes back a rollout that was left between two workers', async () => {
  const history = {
    ingress: [whole('v1'), whole('v2'), halfway, whole('v3')],
    billing: [whole('v1'), whole('v2'), halfway],
  }

  expect(await planWith(history)).toEqual({ ingress: [july, 'v2'], billing: [july, 'v2'] })
})

it('knows the worker whose Durable Objects migrated, past which Cloudflare goes no way back', async () => {
  const history = { ingress: [whole('v1'), whole('v2'), whole('v3')], gateway: [whole('v2'), whole('v3')] }

  const plan = await rollbacksOf({ ingress: history.ingress }, { v3: 'v2' })
  const free = await rollbacksOf(history)

  expect(plan.map(({ barrier }) => barrier)).toEqual([expect.stringContaining('migrated from v1 to v2')])
  expect(free.map(({ barrier }) => barrier)).toEqual([undefined, undefined])
})
