import { Hono } from 'hono'
import { expect, it } from 'vitest'
import { type AuthVariables, type Caller, hashToken, requireScope } from './auth.ts'
import { errorResponse } from './error-response.ts'

const caller: Caller = { teamId: 'team_1', tokenId: 'tok_1', scopes: ['orders:read'] }
const known = new Map([[await hashToken('mr_known'), caller]])

const app = new Hono<{ Variables: AuthVariables }>()
  .onError(errorResponse)
  .get(
    '/read',
    requireScope('orders:read', async (_, tokenHash) => known.get(tokenHash)),
    (c) => c.json(c.var.caller),
  )
  .post(
    '/change',
    requireScope('orders:read', async (_, tokenHash) => known.get(tokenHash)),
    (c) => c.json({}),
  )
  .get(
    '/write',
    requireScope('orders:write', async (_, tokenHash) => known.get(tokenHash)),
    (c) => c.json({}),
  )

const get = (path: string, authorization?: string) =>
  app.request(path, authorization === undefined ? {} : { headers: { authorization } })

it.each([
  ['bearer', 'Bearer mr_known'],
  ['bearer in any case', 'bearer mr_known'],
  ['basic, as a browser sends it', `Basic ${btoa('anyone:mr_known')}`],
  ['basic without a user', `Basic ${btoa(':mr_known')}`],
])('lets a known token in: %s', async (_, authorization) => {
  const response = await get('/read', authorization)

  expect(response.status).toBe(200)
  expect(await response.json()).toEqual(caller)
})

it.each([
  ['no header', undefined],
  ['an empty header', ''],
  ['a scheme without a token', 'Bearer'],
  ['a scheme and a space', 'Bearer '],
  ['a token without a scheme', 'mr_known'],
  ['an unknown token', 'Bearer mr_other'],
  ['another scheme', 'Digest mr_known'],
  ['basic that is no base64', 'Basic %%%'],
  ['the hash of a token', `Bearer ${await hashToken('mr_known')}`],
])('refuses %s', async (_, authorization) => {
  const response = await get('/read', authorization)

  expect(response.status).toBe(401)
  expect(await response.json()).toMatchObject({ code: 'unauthenticated', field: 'authorization' })
})

it('refuses a token that lacks the scope, and names it', async () => {
  const response = await get('/write', 'Bearer mr_known')

  expect(response.status).toBe(403)
  expect(await response.json()).toMatchObject({
    code: 'forbidden',
    detail: 'the token lacks the scope orders:write',
  })
})

it('hashes as every SHA-256 does', async () => {
  expect(await hashToken('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
})

it.each([
  ['cross-site', 'Basic', 403],
  ['same-site', 'Basic', 403],
  ['same-origin', 'Basic', 200],
  ['cross-site', 'Bearer', 200],
])('answers a %s POST with %s credentials with %i', async (site, scheme, status) => {
  const credentials = scheme === 'Basic' ? btoa('anyone:mr_known') : 'mr_known'

  const response = await app.request('/change', {
    method: 'POST',
    headers: { authorization: `${scheme} ${credentials}`, 'sec-fetch-site': site },
  })

  expect(response.status).toBe(status)
})

it('refuses Basic credentials with the origin of another site, where the browser says no more', async () => {
  const headers = { authorization: `Basic ${btoa('anyone:mr_known')}`, origin: 'https://evil.example' }

  expect((await app.request('/change', { method: 'POST', headers })).status).toBe(403)
})

it('lets a link from another site open a page', async () => {
  const headers = { authorization: `Basic ${btoa('anyone:mr_known')}`, 'sec-fetch-site': 'cross-site' }

  expect((await app.request('/read', { headers })).status).toBe(200)
})
