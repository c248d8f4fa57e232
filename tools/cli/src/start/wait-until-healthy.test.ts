import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { waitUntilHealthy } from './wait-until-healthy.ts'

/** A gateway that says each of these, one after the other, and the last one for ever. */
async function aGateway(...answers: { status: number; workers: Record<string, string> }[]): Promise<string> {
  const server = createServer((_, response) => {
    const [{ status, workers } = { status: 500, workers: {} }] =
      answers.length > 1 ? answers.splice(0, 1) : answers
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ workers }))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/healthz`
}

const HALF_UP = { status: 503, workers: { ingress: 'ok', billing: '503', indexing: 'is silent' } }

it('waits for the last of the workers', async () => {
  const url = await aGateway(HALF_UP, { status: 200, workers: {} })

  await expect(waitUntilHealthy(url, 'workers.log', 10)).resolves.toBeUndefined()
})

it('names who does not answer, and the flag that has more patience', async () => {
  const url = await aGateway(HALF_UP)

  await expect(waitUntilHealthy(url, 'workers.log', 0.3)).rejects.toThrow(
    'not every worker answered within 0.3 s: billing 503, indexing is silent (see workers.log; --patience 120 waits longer)',
  )
})

it('says so where not even the gateway answers', async () => {
  await expect(waitUntilHealthy('http://127.0.0.1:1/healthz', 'workers.log', 0.1)).rejects.toThrow(
    'the gateway does not answer',
  )
})
