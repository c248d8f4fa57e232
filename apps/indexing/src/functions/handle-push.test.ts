import { env } from 'cloudflare:workers'
import type { DeliveriesStub } from '@repo/testing/ingress-stub'
import { stubOutside } from '@repo/testing/outside-world'
import { expect, it } from 'vitest'
import { anInstalledTeam, aPush } from '../../test/a-push.ts'
import { run } from '../../test/run.ts'

const settlementsOf = (id: string) => (env.DELIVERIES as unknown as DeliveriesStub).settlementsOf(id)

it('says whose repository was pushed to, and settles the delivery', async () => {
  const { events } = stubOutside()
  const { teamId, installationId } = await anInstalledTeam()
  const push = await aPush({ installationId })
  const { deliveryId } = push.data

  await run('handle-push', push)

  expect(events).toMatchObject([
    {
      name: 'repository/pushed',
      id: `repository-pushed:${deliveryId}#0`,
      data: {
        deliveryId,
        announcement: 0,
        teamId,
        installationId: String(installationId),
        repositoryId: '7',
      },
    },
  ])
  expect(await settlementsOf(deliveryId)).toMatchObject([{ functionId: 'handle-push', outcome: 'handled' }])
})

it.each([
  ['another branch', async () => aPush({ ...(await anInstalledTeam()), ref: 'refs/heads/feature' })],
  ['a tag', async () => aPush({ ...(await anInstalledTeam()), ref: 'refs/tags/main' })],
  ['an installation that nobody knows', async () => aPush({ installationId: 1 })],
  ['an installation that is suspended', async () => aPush(await anInstalledTeam('suspended'))],
  ['no installation', async () => aPush()],
])('has nothing to do with a push to %s', async (_, given) => {
  const { events } = stubOutside()
  const push = await given()

  await run('handle-push', push)

  expect(events).toEqual([])
  expect(await settlementsOf(push.data.deliveryId)).toMatchObject([{ outcome: 'not_handled' }])
})

it('settles a delivery that is gone as failed', async () => {
  stubOutside()
  const push = await aPush()
  push.data.deliveryId = 'github:absent'

  const { status } = await run('handle-push', push)

  expect(status).toBe('failed')
  expect(await settlementsOf('github:absent')).toMatchObject([{ outcome: 'failed' }])
})

it.each(['find-team', 'announce-push', 'settle-delivery'])(
  'says the same once, and settles the same, when the answer of %s is lost',
  async (lost) => {
    const { events } = stubOutside()
    const push = await aPush(await anInstalledTeam())

    const { status, steps, runId } = await run('handle-push', push, {
      onStep: (name, tried) => (name === lost && tried === 0 ? 'forget' : undefined),
    })

    expect([status, steps[lost]]).toEqual(['completed', 2])
    expect(new Set(events.map(({ id }) => id))).toEqual(
      new Set([`repository-pushed:${push.data.deliveryId}#0`]),
    )
    const settled = await settlementsOf(push.data.deliveryId)
    expect(new Set(settled.map((settlement) => JSON.stringify(settlement))).size).toBe(1)
    expect(settled[0]).toMatchObject({ functionId: 'handle-push', outcome: 'handled', runId })
  },
)
