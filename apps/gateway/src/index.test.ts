import { exports } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import { routes } from './routes.ts'

const get = (path: string) => exports.default.fetch(`https://millrace.test${path}`, { redirect: 'manual' })

const everyPath = routes.flatMap(({ path, worker }) => [
  [path, worker],
  [`${path}/`, worker],
  [`${path}/below/it?q=1`, worker],
])

it.each(everyPath)('hands %s to %s', async (path, worker) => {
  const response = await get(path)

  expect(await response.json()).toMatchObject({ worker, path })
})

it('hands on the method and the body as they came', async () => {
  const response = await exports.default.fetch('https://millrace.test/webhooks/stripe', {
    method: 'POST',
    body: '{"id":  "evt_1"}',
  })

  expect(await response.json()).toMatchObject({ worker: 'INGRESS', method: 'POST', body: '{"id":  "evt_1"}' })
})

it.each([
  ...routes.map(({ path }) => `${path}X`),
  '/v1',
  '/api/inngest',
  '/api/inngest/',
  '/v2/orders',
  '/V1/ORDERS',
  '//v1/orders',
  '/console/../secret',
  '/v1%2Forders',
])('hands %s to nobody', async (path) => {
  const response = await get(path)

  expect(response.status).toBe(404)
  expect(response.headers.get('content-type')).toBe('application/problem+json')
})

it('says what exists where nothing does', async () => {
  const response = await get('/nothing')

  expect(await response.json()).toMatchObject({
    code: 'not_found',
    detail: 'GET /nothing does not exist',
    existing: ['/healthz', ...routes.map(({ path }) => path)],
  })
})

it('shows the console to whoever comes without a path', async () => {
  const response = await get('/')

  expect(response.status).toBe(302)
  expect(response.headers.get('location')).toBe('/console')
})

it('is healthy when every worker is', async () => {
  const response = await get('/healthz')

  expect(response.status).toBe(200)
  expect(await response.json()).toMatchObject({
    ok: true,
    workers: { ingress: 'ok', billing: 'ok', console: 'ok' },
  })
})
