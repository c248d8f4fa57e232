import { afterAll, beforeAll, expect, it } from 'vitest'
import { createWorkers } from './start-house.ts'

const server = createWorkers({
  INNGEST_DEV: '0',
  INNGEST_SIGNING_KEY: `signkey-prod-${'ab'.repeat(16)}`,
  INNGEST_EVENT_KEY: 'key',
})
beforeAll(() => server.listen())
afterAll(() => server.close())

const event = { name: 'order/placed', data: { orderId: 'ord_1', teamId: 'team_1', announcement: 0 } }
const call = {
  version: -1,
  event,
  events: [event],
  steps: {},
  ctx: { run_id: 'r', attempt: 0, stack: { stack: [], current: 0 } },
}

it.each([
  ['POST', 'ingress', 'prune-deliveries'],
  ['POST', 'billing', 'process-order'],
  ['POST', 'onboarding', 'send-digest'],
  ['POST', 'indexing', 'process-document'],
  ['PUT', 'indexing', ''],
  ['PUT', 'ingress', ''],
  ['PUT', 'onboarding', ''],
  ['PUT', 'billing', ''],
])('answers an unsigned %s to /api/inngest/%s with 401 outside dev mode', async (method, app, functionId) => {
  const response = await server.fetch(`/api/inngest/${app}?fnId=${app}-${functionId}&stepId=step`, {
    method,
    headers: { 'content-type': 'application/json', 'x-inngest-sync-kind': 'in_band' },
    body: JSON.stringify(method === 'POST' ? call : { url: `https://millrace/api/inngest/${app}` }),
  })

  expect(response.status).toBe(401)
})
