import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeAll, expect, it } from 'vitest'
import {
  endOf,
  firstStart,
  type Phase,
  phases,
  type Played,
  playPhase,
  type Start,
} from '../../test/phases.ts'
import { SECRETS } from '../../test/a-workspace.ts'
import { toolsWith } from '../../test/deploy-with.ts'
import { applyRollback } from '../rollback/apply-rollback.ts'
import { planRollback } from '../rollback/plan-rollback.ts'
import type { Workspace } from '../workspace.ts'

// The real wrangler against the double, once through; then a fault in each phase. `npm run test:deploy-faults` tries every call.
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

type Described = ReturnType<Played['double']['describe']>
let afterSetup: { start: Start; calls: Played['double']['calls']; state: Described }
let afterDeploy: typeof afterSetup

beforeAll(async () => {
  const first = await playPhase(setup, firstStart())
  afterSetup = { start: endOf(first), calls: first.double.calls, state: first.double.describe() }
  await first.double.close()
  const second = await playPhase(firstDeploy, afterSetup.start)
  afterDeploy = { start: endOf(second), calls: second.double.calls, state: second.double.describe() }
  const error = first.error ?? second.error
  if (error) throw error
  await second.double.close()
}, PATIENCE_MS)

it(
  'makes what is missing, stores each secret where it is needed, and changes nothing the second time',
  { timeout: PATIENCE_MS },
  async () => {
    const { state, start } = afterSetup
    const files = filesOf(start.workspace)
    const { double, installation, error } = await played(setup, start)

    const secretsOf = (worker: string) =>
      Object.keys(state.workers[worker]?.serving[0]?.secrets ?? {}).toSorted((a, b) => a.localeCompare(b))
    expect(secretsOf('acme-ingress-staging')).toEqual(['INNGEST_SIGNING_KEY', 'STRIPE_WEBHOOK_SECRET'])
    expect(secretsOf('acme-billing-staging')).toEqual(['INNGEST_SIGNING_KEY', 'STRIPE_SECRET_KEY'])
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

it('deploys every worker, what others are bound to first, and syncs the apps', () => {
  const { workers, databases, apps } = afterDeploy.state

  const uploads = afterDeploy.calls.flatMap(({ method, path }) => {
    const [, worker] = /scripts\/([\w-]+)(?:\/versions)?\?/.exec(path) ?? []
    return method !== 'GET' && worker ? [worker] : []
  })
  expect(uploads).toEqual(['acme-ingress-staging', 'acme-billing-staging', 'acme-staging'])
  expect(workers['acme-ingress-staging']).toMatchObject({ crons: ['* * * * *'], onWorkersDev: false })
  expect(workers['acme-staging']).toMatchObject({ onWorkersDev: true })
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
  expect(databases[0]?.tables).toContain('0001_add-note.sql')

  const tools = await toolsWith(installation)
  await applyRollback(tools, await planRollback(tools.environment, tools.wrangler))

  expect(double.describe().workers).toEqual(afterDeploy.state.workers)
})

// Each leaves the caller in doubt: the effect is there, the answer is not.
it.each([
  ['the database is made', setup, 'POST', /d1\/database$/],
  [
    'a worker is deployed',
    firstDeploy,
    'PUT',
    /scripts\/acme-billing-staging\?|scripts\/acme-ingress-staging\?/,
  ],
] as const)(
  'completes by running it again when the connection is lost as %s',
  { timeout: PATIENCE_MS },
  async (_, phase, method, path) => {
    const { start, calls, state } =
      phase === setup ? { ...afterSetup, start: firstStart() } : { ...afterDeploy, start: afterSetup.start }
    const call = calls.findIndex((one) => one.method === method && path.test(one.path)) + 1

    const { double, error, again } = await played(phase, start, { call, kind: 'dropped-after' })
    if (error) await again()

    expect(call).toBeGreaterThan(0)
    expect(double.calls.length).toBeGreaterThan(calls.length)
    expect(double.describe()).toEqual(state)
  },
)
