import { stubOutside } from '@repo/testing/outside-world'
import { expect, it } from 'vitest'
import { anInstalledTeam, aPush } from '../../test/a-push.ts'
import { reasonsOf, run, settlementsOf } from '../../test/run.ts'

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
  expect(await settlementsOf('github:absent')).toMatchObject([
    { functionId: 'handle-push', outcome: 'failed' },
  ])
  expect(await reasonsOf('github:absent')).toEqual(['delivery github:absent does not exist'])
})
