import { findInstallation, saveInstallation } from '@repo/db/installations'
import { aTeam } from '@repo/testing/a-team'
import { expect, it } from 'vitest'
import { call, db } from '../../test/run.ts'

const anInstallation = async () => {
  const id = String(Math.floor(Math.random() * 1e9))
  await saveInstallation(db, { id, account: 'octo', status: 'active', asOf: new Date() })
  return id
}

it('gives an installation to a team on an operator’s word', async () => {
  const { teamId } = await aTeam(db)
  const { authorization } = await aTeam(db, { scopes: ['operator'] })
  const id = await anInstallation()

  const response = await call('PUT', `/v1/installations/${id}`, authorization, { teamId })

  expect(response.status).toBe(200)
  expect(await findInstallation(db, id)).toMatchObject({ teamId, status: 'active' })
})

it('does not let a team help itself', async () => {
  const { teamId, authorization } = await aTeam(db)
  const id = await anInstallation()

  expect((await call('PUT', `/v1/installations/${id}`, authorization, { teamId })).status).toBe(403)
  expect(await findInstallation(db, id)).toMatchObject({ teamId: null })
})

it('answers 404 for a team or an installation that does not exist', async () => {
  const { teamId } = await aTeam(db)
  const { authorization } = await aTeam(db, { scopes: ['operator'] })

  const noTeam = await call('PUT', `/v1/installations/${await anInstallation()}`, authorization, {
    teamId: 'team_none',
  })
  const noInstallation = await call('PUT', '/v1/installations/0', authorization, { teamId })

  expect([noTeam.status, noInstallation.status]).toEqual([404, 404])
})
