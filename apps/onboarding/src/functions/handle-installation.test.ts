import { env } from 'cloudflare:workers'
import { findInstallation } from '@repo/db/installations'
import { aDelivery } from '@repo/testing/a-delivery'
import type { DeliveriesStub } from '@repo/testing/ingress-stub'
import { loseFirstAnswer } from '@repo/testing/lose-first-answer'
import { stubOutside } from '@repo/testing/outside-world'
import { expect, it } from 'vitest'
import { db, explore, run } from '../../test/run.ts'

const deliveries = env.DELIVERIES as unknown as DeliveriesStub

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
  expect(new Set(events.map(({ id }) => id)).size).toBe(4)
})

it('says that it changed under one id for each announcement of a delivery, so that it is heard once', async () => {
  const { events } = stubOutside()
  const event = await webhook({ action: 'created', installationId: anId(), at: '2026-11-23T00:00:00Z' })
  const { deliveryId } = event.data
  const replayed = { ...event, data: { ...event.data, announcement: 1 } }

  await run('handle-installation', event, { onStep: loseFirstAnswer })
  await run('handle-installation', event)
  await run('handle-installation', replayed)

  expect(new Set(events.map(({ id }) => id))).toEqual(
    new Set([`installation-changed:${deliveryId}#0`, `installation-changed:${deliveryId}#1`]),
  )
})

it('ends in one row, one word on the delivery and one announcement, wherever it is cut off', async () => {
  const exploration = await explore({
    functions: ['handle-installation'],
    async setup(engine) {
      stubOutside(engine)
      const installationId = anId()
      const event = await webhook({ action: 'suspend', installationId, at: '2026-11-23T02:00:00Z' })
      return { installationId, event }
    },
    play: (engine, { event }) => engine.send(event),
    async check({ installationId, event }, engine) {
      expect(await findInstallation(db, String(installationId))).toMatchObject({ status: 'suspended' })
      const outcomes = (await deliveries.settlementsOf(event.data.deliveryId)).map(({ outcome }) => outcome)
      expect(new Set(outcomes)).toEqual(new Set(['handled']))
      const changes = engine.events.list({ name: 'installation/changed' })
      expect(new Set(changes.map(({ id }) => id)).size).toBe(1)
    },
  })

  expect(exploration).toHaveSurvived()
}, 60_000)

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
  const { deliveryId } = event.data
  expect(await deliveries.settlementsOf(deliveryId)).toEqual([
    { functionId: 'handle-installation', outcome: 'failed', runId },
  ])
  expect(await deliveries.wordsOf(deliveryId)).toEqual([
    { announcement: 0, reason: `delivery ${deliveryId} is no installation: installation.id is unexpected` },
  ])
})

it('tries five times before it settles a delivery as failed', async () => {
  stubOutside()
  const event = await webhook({ action: 'created', installationId: anId(), at: '2026-11-23T00:00:00Z' })
  let tries = 0
  const isGone = (step: string) => {
    if (step !== 'save-installation') return
    tries += 1
    throw new Error('the worker is gone')
  }

  const { status } = await run('handle-installation', event, { onStep: isGone })

  expect([status, tries]).toEqual(['failed', 5])
  expect(await deliveries.settlementsOf(event.data.deliveryId)).toMatchObject([{ outcome: 'failed' }])
})
