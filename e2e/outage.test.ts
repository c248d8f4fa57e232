import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { type AddressInfo } from 'node:net'
import { once } from 'node:events'
import { listen } from '@repo/dev-engine/node'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { eventually } from './eventually.ts'
import { type House, startHouse, TEAM } from './start-house.ts'

/** Stands between the workers and the engine, and answers 503 while `isDown`. */
async function aFlakyRoad(engineUrl: () => string) {
  const road = { isDown: true, refused: 0, server: createServer(), url: '' }
  road.server.on(
    'request',
    (request: IncomingMessage, response: ServerResponse) => void pass(request, response),
  )
  road.server.listen(0, '127.0.0.1')
  await once(road.server, 'listening')
  road.url = `http://127.0.0.1:${(road.server.address() as AddressInfo).port}`
  return road

  async function pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await buffer(request)
    if (road.isDown) {
      road.refused += 1
      response.writeHead(503).end()
      return
    }
    const answer = await fetch(`${engineUrl()}${request.url}`, {
      method: request.method ?? 'GET',
      headers: { 'content-type': 'application/json' },
      ...(body.length > 0 && { body }),
    })
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(await answer.text())
  }
}

let house: House
let road: Awaited<ReturnType<typeof aFlakyRoad>>
beforeAll(async () => {
  road = await aFlakyRoad(() => house.engine.url)
  house = await startHouse({ engineUrl: road.url })
  await listen(house.engine, { port: 0 })
  await house.engine.sync()
})
afterAll(async () => {
  await house.stop()
  road.server.close()
})

it('loses nothing and makes nothing dead while Inngest is down', async () => {
  const lineItems = [{ lookupKey: 'seat', quantity: 1 }]
  const events = Array.from(
    { length: 20 },
    () => house.stripe.createPaidCheckout({ lineItems, clientReferenceId: TEAM }).event,
  )
  const count = async (condition: string) =>
    Number((await house.rows(`SELECT count(*) AS n FROM ${condition}`))[0]?.['n'])

  const answers = await Promise.all(events.map((event) => house.deliver(event)))
  expect(answers.map(({ status }) => status)).toEqual(events.map(() => 202))
  await eventually(
    async () => road.refused,
    (refused) => refused >= 40,
  )
  expect(
    await eventually(
      () => count(`deliveries WHERE status = 'pending'`),
      (pending) => pending === 20,
    ),
  ).toBe(20)
  expect(await count(`deliveries WHERE status = 'dead'`)).toBe(0)

  road.isDown = false

  expect(
    await eventually(
      () => count(`deliveries WHERE status = 'handled'`),
      (handled) => handled === 20,
    ),
  ).toBe(20)
  expect(
    await eventually(
      () => count('entitlements'),
      (granted) => granted === 20,
    ),
  ).toBe(20)
})
