import { aTeam } from '@repo/testing/a-team'
import { stubOutside } from '@repo/testing/outside-world'
import { expect, it } from 'vitest'
import { call, db } from '../../test/run.ts'

const aSlug = () => crypto.randomUUID().slice(0, 18)

it('opens a team whose token lets it in', async () => {
  stubOutside()
  const { authorization } = await aTeam(db, { scopes: ['operator'] })

  const response = await call('POST', '/v1/teams', authorization, { name: 'A team', slug: aSlug() })

  expect(response.status).toBe(201)
  const { token } = await response.json<{ token: string }>()
  const user = await call('POST', '/v1/users', `Bearer ${token}`, { email: 'a@example.com', name: 'Reader' })
  expect(user.status).toBe(201)
})

it('answers 409 with the id of the team that has the slug, and no token', async () => {
  const { authorization } = await aTeam(db, { scopes: ['operator'] })
  const body = { name: 'A team', slug: aSlug() }
  const { id } = await (await call('POST', '/v1/teams', authorization, body)).json<{ id: string }>()

  const response = await call('POST', '/v1/teams', authorization, body)

  expect(response.status).toBe(409)
  const answer = await response.json()
  expect(answer).toMatchObject({ field: 'slug', existingId: id })
  expect(answer).not.toHaveProperty('token')
})

it.each([
  [{ name: 'A team', slug: 'No Spaces' }, 'slug'],
  [{ name: 'A\nteam', slug: 'a-team' }, 'name'],
])('names the field that is wrong in %j', async (body, field) => {
  const { authorization } = await aTeam(db, { scopes: ['operator'] })

  const response = await call('POST', '/v1/teams', authorization, body)

  expect(response.status).toBe(422)
  expect(await response.json()).toMatchObject({ field })
})

it('opens teams for operators only', async () => {
  const { authorization } = await aTeam(db)

  expect((await call('POST', '/v1/teams', authorization, { name: 'A team', slug: aSlug() })).status).toBe(403)
})
