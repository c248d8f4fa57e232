import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CloudflareDouble } from '@repo/cloudflare-double'
import { afterEach, beforeAll, expect, it } from 'vitest'
import { SECRETS } from '../../test/a-workspace.ts'
import { toolsWith } from '../../test/deploy-with.ts'
import {
  endOf,
  firstStart,
  type Phase,
  phases,
  type Played,
  playPhase,
  type Start,
} from '../../test/phases.ts'
import { applyRollback } from '../rollback/apply-rollback.ts'
import { planRollback } from '../rollback/plan-rollback.ts'
import type { Workspace } from '../workspace.ts'

// The real wrangler against the double, once through, and each phase is cut off once where it hurts: the effect is there, the answer is not.
// `npm run test:deploy-faults` cuts off every call.
const [setup, firstDeploy, nextRelease] = phases as [Phase, Phase, Phase]
const PATIENCE_MS = 600_000

const filesOf = ({ root, rooms }: Workspace) =>
  rooms.map(({ config }) => readFileSync(join(root, config), 'utf8'))

const open: Played[] = []
const played = async (...args: Parameters<typeof playPhase>) => {
  const one = await playPhase(...args)
  open.push(one)
  return one
}
afterEach(async () => {
  for (const { double } of open.splice(0)) await double.close()
})

type End = {
  start: Start
  calls: CloudflareDouble['calls']
  state: ReturnType<CloudflareDouble['describe']>
  wasCutOff: boolean
}
let afterSetup: End
let afterDeploy: End

/** Plays a phase in which the answer to one call is lost, and plays it again. */
async function playCutOff(phase: Phase, start: Start, method: string, path: RegExp): Promise<End> {
  const one = await playPhase(phase, start, (double) => double.failOn(method, path, 'dropped-after'))
  try {
    if (one.error) await one.again()
    const { double } = one
    return {
      start: endOf(one),
      calls: double.calls,
      state: double.describe(),
      wasCutOff: one.error !== undefined,
    }
  } finally {
    await one.double.close()
  }
}

beforeAll(async () => {
  afterSetup = await playCutOff(setup, firstStart(), 'POST', /d1\/database$/)
  const billing = /acme-billing-staging\/deployments/
  afterDeploy = await playCutOff(firstDeploy, afterSetup.start, 'POST', billing)
}, PATIENCE_MS)

it(
  'makes what is missing also when it was cut off, stores each secret where it is needed, and changes nothing the next time',
  { timeout: PATIENCE_MS },
  async () => {
    const { state, start, wasCutOff } = afterSetup
    const files = filesOf(start.workspace)
    const { double, installation, error } = await played(setup, start)

    const secretsOf = (worker: string) =>
      Object.keys(state.workers[worker]?.serving[0]?.secrets ?? {}).toSorted((a, b) => a.localeCompare(b))
    expect(wasCutOff).toBe(true)
    expect(secretsOf('acme-ingress-staging')).toEqual(['INNGEST_SIGNING_KEY', 'STRIPE_WEBHOOK_SECRET'])
    expect(secretsOf('acme-billing-staging')).toEqual(['INNGEST_SIGNING_KEY', 'STRIPE_SECRET_KEY'])
    expect(state.databases.map(({ name }) => name)).toEqual(['acme-staging'])
    expect(state.buckets).toEqual({
      'acme-bodies-staging': [expect.objectContaining({ id: 'forget-bodies' })],
    })
    expect(files[0]).toContain(`database_id = "${double.account.databases[0]?.id}"`)

    expect(error).toBeUndefined()
    expect(installation.said).toContain('✓ the wrangler files know all of it')
    expect(filesOf(installation.workspace)).toEqual(files)
    expect(double.describe()).toEqual(state)
    expect(double.calls.filter(({ method }) => method !== 'GET')).toEqual([])
    expect(JSON.stringify([installation.said, files])).not.toContain(SECRETS.STRIPE_SECRET_KEY)
  },
)

it('deploys every worker once, what others are bound to first, and syncs the apps, also when it was cut off', () => {
  const { calls, wasCutOff } = afterDeploy
  const { workers, databases, apps } = afterDeploy.state

  const uploads = calls.flatMap(({ method, path }) => {
    const [, worker] = /scripts\/([\w-]+)(?:\/versions)?\?/.exec(path) ?? []
    return method !== 'GET' && worker ? [worker] : []
  })
  expect(wasCutOff).toBe(true)
  expect(uploads).toEqual(['acme-ingress-staging', 'acme-billing-staging', 'acme-staging'])
  expect(workers['acme-ingress-staging']).toMatchObject({ crons: ['* * * * *'], onWorkersDev: false })
  expect(workers['acme-staging']).toMatchObject({ onWorkersDev: true })
  for (const { serving, observability } of Object.values(workers)) {
    expect(serving).toMatchObject([{ percentage: 100, bindings: expect.anything() }])
    expect(observability).toMatchObject({ traces: { head_sampling_rate: 0.05 } })
  }
  expect(databases[0]?.tables).toContain('orders')
  expect(Object.keys(apps)).toEqual(['acme-ingress', 'acme-billing'])
})

it('rolls the next release out in percentages, and back', { timeout: PATIENCE_MS }, async () => {
  const shares: number[][] = []
  const watched: Phase = {
    ...nextRelease,
    run: (installation, double) => {
      installation.clock.now = new Date('2026-11-26T12:00:00Z')
      installation.onWait = () => {
        const { serving } = double.describe().workers['acme-billing-staging'] ?? { serving: [] }
        shares.push(serving.map(({ percentage }) => percentage))
      }
      return nextRelease.run(installation, double)
    },
  }
  const { double, installation, error } = await played(watched, afterDeploy.start)
  const { workers, databases } = double.describe()

  expect(error).toBeUndefined()
  expect(shares).toEqual([[10, 90], [100]])
  expect(workers).not.toEqual(afterDeploy.state.workers)
  expect(double.account.workers.get('acme-billing-staging')?.versions.at(-1)?.annotations).toMatchObject({
    'workers/message': 'commit 0123456789ab',
  })
  expect(databases[0]?.tables).toContain('0001_add-note.sql')

  const tools = await toolsWith(installation)
  await applyRollback(tools, await planRollback(tools.environment, tools.api))

  expect(double.describe().workers).toEqual(afterDeploy.state.workers)
})
