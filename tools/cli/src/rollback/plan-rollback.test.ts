import { expect, it } from 'vitest'
import { anApi } from '../../test/an-api.ts'
import type { Environment, EnvironmentRoom } from '../environment/read-environment.ts'
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

/** Where each worker goes back to; `history` is what each served, the newest last. */
async function planWith(history: Record<string, Served[]>) {
  const rooms = Object.keys(history).map((app) => ({ app, worker: app }) as EnvironmentRoom)
  const api = anApi((path) => {
    const [, app = '', what = ''] = /scripts\/(\w+)\/(.*)$/.exec(path) ?? []
    const served = (history[app] ?? []).map((one) => ({ versions: one }))
    if (what === 'deployments') return { deployments: served.toReversed() }
    if (what === 'versions?deployable=true') return { items: versions }
    return { resources: { bindings: [{ type: 'd1', name: 'DB' }] } }
  })
  const plan = await planRollback({ env: 'staging', accountId: 'acc', rooms } as Environment, api)
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
