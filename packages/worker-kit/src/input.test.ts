import { Hono } from 'hono'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { errorResponse } from './error-response.ts'
import { input } from './input.ts'

const Body = z.strictObject({
  name: z.string(),
  lines: z.array(z.strictObject({ sku: z.string(), tags: z.record(z.string(), z.int()).optional() })),
})

const app = new Hono()
  .onError(errorResponse)
  .post('/', input('json', Body), input('header', z.object({ 'x-key': z.string() })), (c) =>
    c.json(c.req.valid('json')),
  )

const post = (body: unknown, headers: Record<string, string> = { 'x-key': '1' }) =>
  app.request('/', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })

it('hands on what is valid', async () => {
  const body = { name: 'a', lines: [{ sku: 'seat' }] }

  expect(await (await post(body)).json()).toEqual(body)
})

it.each([
  ['name', { lines: [] }],
  ['lines', { name: 'a', lines: 'none' }],
  ['lines[1].sku', { name: 'a', lines: [{ sku: 'seat' }, { sku: 1 }] }],
  ['lines[0].tags.colour', { name: 'a', lines: [{ sku: 'seat', tags: { colour: 'red' } }] }],
  ['lines[0].prize', { name: 'a', lines: [{ sku: 'seat', prize: 1 }] }],
  ['nmae', { name: 'a', nmae: 'b', lines: [] }],
  ['body', []],
  ['body', null],
  ['body', 'text'],
])('names %s when it is wrong', async (field, body) => {
  const response = await post(body)

  expect(response.status).toBe(422)
  expect(await response.json()).toMatchObject({ code: 'invalid', field, detail: expect.any(String) })
})

it('names a header', async () => {
  const response = await post({ name: 'a', lines: [] }, {})

  expect(await response.json()).toMatchObject({ field: 'x-key' })
})
