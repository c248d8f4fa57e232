import { env } from 'cloudflare:workers'
import { findInstallation } from '@repo/db/installations'
import { aDelivery } from '@repo/testing/a-delivery'
import type { DeliveriesStub } from '@repo/testing/ingress-stub'
import { stubOutside } from '@repo/testing/outside-world'
import { expect, it } from 'vitest'
import { db, run } from '../../test/run.ts'

type Said = { action: string; installationId: number; at: string; account?: string }

async function webhook({ action, installationId, at, account = 'octo' }: Said) {
  const body = { action, installation: { id: installationId, account: { login: account }, updated_at: at } }
  return aDelivery(env.DELIVERIES, {
    source: 'github',
    id: crypto.randomUUID(),
    type: `installation.${action}`,
    body,
  })
}

const handle = async (said: Said) => run('handle-installation', await webhook(said))
const anId = () => Math.floor(Math.random() * 1e9)

it('follows an installation through its life', async () => {
  const { events } = stubOutside()
  const installationId = anId()
  const statuses = []

  for (const [hour, action] of ['created', 'suspend', 'unsuspend', 'deleted'].entries()) {
    await handle({ action, installationId, at: `2026-11-23T0${hour}:00:00Z` })
    statuses.push((await findInstallation(db, String(installationId)))?.status)
  }

  expect(statuses).toEqual(['active', 'suspended', 'active', 'deleted'])
  expect(events[0]).toMatchObject({
    name: 'installation/changed',
    data: { installationId: String(installationId) },
  })
})

it('lets older news change nothing', async () => {
  stubOutside()
  const installationId = anId()
  await handle({ action: 'suspend', installationId, at: '2026-11-23T02:00:00Z' })

  await handle({ action: 'created', installationId, at: '2026-11-23T01:00:00Z' })

  expect(await findInstallation(db, String(installationId))).toMatchObject({ status: 'suspended' })
})

it('leaves a deleted installation deleted when two webhooks have one time', async () => {
  stubOutside()
  const installationId = anId()
  const at = '2026-11-23T02:00:00Z'
  await handle({ action: 'deleted', installationId, at })

  await handle({ action: 'suspend', installationId, at })

  expect(await findInstallation(db, String(installationId))).toMatchObject({ status: 'deleted' })
})

it('settles a delivery that it cannot read as failed, at once', async () => {
  stubOutside()
  const body = { action: 'created', installation: { id: 'x' } }
  const event = await aDelivery(env.DELIVERIES, {
    source: 'github',
    id: crypto.randomUUID(),
    type: 'installation.created',
    body,
  })

  const { status, steps, runId } = await run('handle-installation', event)

  expect([status, steps]).toEqual(['failed', { 'save-installation': 1 }])
  const stub = env.DELIVERIES as unknown as DeliveriesStub
  expect(await stub.settlementsOf(event.data.deliveryId)).toEqual([
    { functionId: 'handle-installation', outcome: 'failed', runId },
  ])
})
