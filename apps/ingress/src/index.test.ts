import { env } from 'cloudflare:workers'
import { createExecutionContext } from 'cloudflare:test'
import { describe, expect, it } from 'vitest'
import worker from './index.ts'

// What stands in a laptop's .dev.vars and nowhere else.
const bindings = (INNGEST_DEV: string) => ({ ...env, INNGEST_DEV })

const call = (method: string, inngestDev: string) => {
  const url = 'https://gateway/api/inngest/ingress?fnId=ingress-prune-deliveries&stepId=step'
  const event = { name: 'inngest/scheduled.timer', data: {}, ts: 1 }
  const ctx = { run_id: 'run-1', attempt: 0, stack: { stack: [], current: 0 } }
  const body = JSON.stringify({ version: -1, event, events: [event], steps: {}, ctx })
  const request = new Request(url, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(method !== 'GET' && { body }),
  })
  return worker.fetch(request, bindings(inngestDev), createExecutionContext())
}

describe('outside dev mode', () => {
  it.each(['GET', 'POST', 'PUT'])('an unsigned %s of the functions is answered 401', async (method) => {
    expect((await call(method, '0')).status).toBe(401)
  })
})

describe('in dev mode', () => {
  it.each([
    ['GET', 200],
    ['POST', 206],
  ])('an unsigned %s is answered %i', async (method, status) => {
    expect((await call(method, '1')).status).toBe(status)
  })
})

it('what does not exist is answered with what does', async () => {
  const response = await worker.fetch(
    new Request('https://gateway/nothing'),
    bindings('1'),
    createExecutionContext(),
  )

  expect(response.status).toBe(404)
  expect(await response.json()).toMatchObject({
    existing: ['POST /webhooks/:source', 'GET /v1/openapi.json'],
  })
})
