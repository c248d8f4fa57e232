import { expect, it } from 'vitest'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { anApi } from '../../test/an-api.ts'
import { aWorkspace, writeIn } from '../../test/a-workspace.ts'
import { completeEnvironment } from '../environment/complete-environment.ts'
import { readEnvironment } from '../environment/read-environment.ts'
import { planDeploy } from './plan-deploy.ts'
import { RELEASE } from './release.ts'

type Binding = { type: string; name: string; text?: string }

const secret = { type: 'secret_text', name: 'INNGEST_SIGNING_KEY' }
const database = { type: 'd1', name: 'DB' }
const released = (functions: object): Binding => ({
  type: 'plain_text',
  name: RELEASE,
  text: JSON.stringify({ digest: 'before', functions, appId: 'millrace-billing', durableObjects: null }),
})

/** The plan where billing serves a version that is bound to these, and where these migrations are applied. */
async function planWith(
  bindings: Binding[] | undefined,
  applied: string[],
  migrations: Record<string, string>,
) {
  const workspace = aWorkspace()
  for (const { config } of workspace.rooms) {
    const file = join(workspace.root, config)
    const names = { env: 'staging', name: 'millrace', base: 'millrace' }
    writeFileSync(file, completeEnvironment(readFileSync(file, 'utf8'), names))
  }
  for (const [name, sql] of Object.entries(migrations)) {
    writeIn(workspace.root, `packages/db/migrations/${name}`, sql)
  }
  const api = anApi((path) => {
    if (path.endsWith('/versions/v1')) return { resources: { bindings } }
    if (!bindings || !path.includes('/millrace-billing-staging/')) return undefined
    return { deployments: [{ versions: [{ version_id: 'v1', percentage: 100 }] }] }
  })
  const wrangler = async () => JSON.stringify([{ results: applied.map((name) => ({ name })) }])
  const environment = await readEnvironment(workspace, 'staging')
  const plan = await planDeploy(workspace, environment, { wrangler, api })
  const billing = plan.rooms.find(({ room }) => room.app === 'billing')
  return { unsafe: plan.unsafe.map(({ migration }) => migration), billing }
}

const DROP = { '0001_drop-orders.sql': 'DROP TABLE orders;' }

it('judges migrations only where code is deployed that they could harm', async () => {
  const applied = ['0000_create-orders.sql']

  expect((await planWith(undefined, applied, DROP)).unsafe).toEqual([])
  expect((await planWith([secret], applied, DROP)).unsafe).toEqual([])
  expect((await planWith([secret, database], applied, DROP)).unsafe).toEqual(['0001_drop-orders.sql'])
})

it('lets a migration change what an earlier one of the same deploy brings, and not what a later one makes again', async () => {
  const migrations = {
    '0001_add-notes.sql': 'CREATE TABLE notes (id text);',
    '0002_drop-notes.sql': 'DROP TABLE notes;',
    '0003_drop-orders.sql': 'DROP TABLE orders;',
    '0004_create-orders.sql': 'CREATE TABLE orders (id integer);',
  }

  const { unsafe } = await planWith([database], ['0000_create-orders.sql'], migrations)

  expect(unsafe).toEqual(['0003_drop-orders.sql'])
})

it('knows the first code of a worker from code that another hand deployed, and says what that means for runs', async () => {
  const { billing: empty } = await planWith([secret], [], {})
  const { billing: foreign } = await planWith([secret, database], [], {})
  const { billing: ours } = await planWith([released({ 'process-order': [] })], [], {})

  expect([empty?.way, empty?.runs]).toEqual([{ kind: 'at once', why: 'its first code' }, []])
  expect(foreign?.way).toMatchObject({ kind: 'at once', why: expect.stringContaining('another hand') })
  expect(foreign?.runs).toEqual([
    { functionId: 'every function', harms: true, text: expect.stringContaining('nobody can compare') },
  ])
  expect(ours?.way).toEqual({ kind: 'gradual', from: 'v1' })
})
