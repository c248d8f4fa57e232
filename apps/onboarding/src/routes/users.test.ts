import { aTeam } from '@repo/testing/a-team'
import { stubOutside } from '@repo/testing/outside-world'
import { expect, it } from 'vitest'
import { call, db } from '../../test/run.ts'

const anAddress = () => `${crypto.randomUUID()}@example.com`

it('signs a person up and says so once for each user', async () => {
  const { events } = stubOutside()
  const { teamId, authorization } = await aTeam(db)
  const email = anAddress()

  const response = await call('POST', '/v1/users', authorization, {
    email: email.toUpperCase(),
    name: 'Reader',
  })

  expect(response.status).toBe(201)
  const user = await response.json<{ id: string }>()
  expect(user).toMatchObject({ teamId, email, wantsDigest: true })
  expect(events).toMatchObject([
    { id: `user-signed-up:${user.id}`, name: 'user/signed.up', data: { userId: user.id, teamId } },
  ])
})

it('answers 409 with the id of the user that the team has, and announces it again', async () => {
  const { events } = stubOutside()
  const { authorization } = await aTeam(db)
  const body = { email: anAddress(), name: 'Reader' }
  const first = await (await call('POST', '/v1/users', authorization, body)).json<{ id: string }>()

  const response = await call('POST', '/v1/users', authorization, body)

  expect(response.status).toBe(409)
  expect(await response.json()).toMatchObject({ code: 'conflict', field: 'email', existingId: first.id })
  expect(events.map(({ id }) => id)).toEqual([`user-signed-up:${first.id}`, `user-signed-up:${first.id}`])
})

it('signs one person up once, however many ask at the same moment', async () => {
  stubOutside()
  const { authorization } = await aTeam(db)
  const body = { email: anAddress(), name: 'Reader' }

  const answers = await Promise.all(
    Array.from({ length: 5 }, () => call('POST', '/v1/users', authorization, body)),
  )

  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409, 409, 409, 409])
  const ids = await Promise.all(
    answers.map(async (answer) => {
      const { id, existingId } = await answer.json<{ id?: string; existingId?: string }>()
      return id ?? existingId
    }),
  )
  expect(new Set(ids).size).toBe(1)
})

it('lets two teams have a user with one address', async () => {
  stubOutside()
  const body = { email: anAddress(), name: 'Reader' }
  const [one, two] = [await aTeam(db), await aTeam(db)]

  const answers = await Promise.all(
    [one, two].map(({ authorization }) => call('POST', '/v1/users', authorization, body)),
  )

  expect(answers.map(({ status }) => status)).toEqual([201, 201])
})

it.each([
  [{ email: 'nobody', name: 'Reader' }, 'email'],
  [{ email: 'a@example.com', name: ' ' }, 'name'],
  [{ email: 'a@example.com', name: 'A\r\nBcc: b@example.com' }, 'name'],
  [{ email: 'a@example.com', name: 'A\u2028B' }, 'name'],
  [{ email: 'a@example.com', name: 'A\u202EB' }, 'name'],
  [{ email: 'a@example.com', name: 'Win at https://prize.test' }, 'name'],
  [{ email: 'a@example.com\nb', name: 'A' }, 'email'],
  [{ name: 'Reader' }, 'email'],
  [{ email: 'a@example.com', name: 'Reader', role: 'admin' }, 'role'],
  [[], 'body'],
  [null, 'body'],
  [{ email: 'a@example.com', name: 'Reader', wantsDigest: 'yes' }, 'wantsDigest'],
])('answers 422 and names the field for %j', async (body, field) => {
  const { authorization } = await aTeam(db)

  const response = await call('POST', '/v1/users', authorization, body)

  expect(response.status).toBe(422)
  expect(await response.json()).toMatchObject({ field })
})

it('keeps the user when Inngest cannot be reached', async () => {
  stubOutside({ 'engine.test': () => new Response(null, { status: 400 }) })
  const { authorization } = await aTeam(db)

  const response = await call('POST', '/v1/users', authorization, { email: anAddress(), name: 'Reader' })

  expect(response.status).toBe(201)
})
