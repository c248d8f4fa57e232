import { env } from 'cloudflare:workers'
import { createExecutionContext } from 'cloudflare:test'
import { expect, it } from 'vitest'
import { anEngine } from '../test/engine.ts'
import { aStripeBody, post } from '../test/send.ts'
import { pass } from '../test/shard.ts'
import { signedByStripe, utf8 } from '../test/sign.ts'
import worker from './index.ts'

const LIMIT = 20
const anAddress = () => `2001:db8::${crypto.randomUUID().slice(0, 4)}`

/** Sends a webhook from the address, forged unless it is signed with the secret that is set. */
async function send(address: string, secret = 'whsec_guessed') {
  const { body } = aStripeBody()
  return post('stripe', body, {
    ...(await signedByStripe(body, { secret })),
    'cf-connecting-ip': address,
  })
}

async function sendForged(address: string, times: number) {
  const statuses = []
  for (let i = 0; i < times; i++) statuses.push((await send(address)).status)
  return statuses
}

it('an address is shut out after so many refusals, for ten seconds, and told when to come again', async () => {
  const address = anAddress()

  expect(await sendForged(address, LIMIT + 1)).toEqual(Array(LIMIT + 1).fill(401))
  const response = await send(address)

  expect(response.status).toBe(429)
  expect(response.headers.get('retry-after')).toBe('10')
  expect(await response.json()).toMatchObject({ code: 'too_many' })
  pass(10_001)
  expect((await send(address)).status).toBe(401)
})

it('shuts out nobody else, and nobody at another source', async () => {
  anEngine()
  const address = anAddress()
  await sendForged(address, LIMIT + 2)

  expect((await send(anAddress())).status).toBe(401)
  expect((await send(anAddress(), 'whsec_test')).status).toBe(202)
  expect((await post('github', '{}', { 'cf-connecting-ip': address })).status).toBe(401)
})

it('shuts out nobody while the limiter is down', async () => {
  const limit = () => Promise.reject(new Error('the limiter is down'))
  const sendForgedAt = async (address: string) => {
    const { body } = aStripeBody()
    const headers = {
      ...(await signedByStripe(body, { secret: 'whsec_guessed' })),
      'cf-connecting-ip': address,
    }
    const request = new Request('https://gateway/webhooks/stripe', { method: 'POST', headers, body })
    return worker.fetch(request, { ...env, REFUSALS: { limit } }, createExecutionContext())
  }
  const address = anAddress()

  expect((await sendForgedAt(address)).status).toBe(401)
  expect((await sendForgedAt(address)).status).toBe(401)
})

it('counts nothing that is signed: a hundred webhooks of one address are all taken', async () => {
  anEngine()
  const address = anAddress()

  const responses = await Promise.all(Array.from({ length: 100 }, () => send(address, 'whsec_test')))

  expect(new Set(responses.map(({ status }) => status))).toEqual(new Set([202]))
})

it('takes what is signed from an address that is shut out: whoever forges may have the sender itself carry it to us', async () => {
  anEngine()
  const address = anAddress()
  await sendForged(address, LIMIT + 1)

  expect((await send(address)).status).toBe(429)
  expect((await send(address, 'whsec_test')).status).toBe(202)
})

it('no large body is read for an address that is shut out', async () => {
  const address = anAddress()
  await sendForged(address, LIMIT + 1)
  const body = `{"note":"${'x'.repeat(1024 * 1024)}"}`
  const request = new Request('https://gateway/webhooks/stripe', {
    method: 'POST',
    headers: {
      ...(await signedByStripe(utf8(body))),
      'cf-connecting-ip': address,
      'content-length': String(body.length),
    },
    body,
  })

  const response = await worker.fetch(request, env, createExecutionContext())

  expect(response.status).toBe(429)
  expect(request.bodyUsed).toBe(false)
})

it('no body is read for a request whose headers alone show that it is not signed', async () => {
  const request = new Request('https://gateway/webhooks/stripe', {
    method: 'POST',
    headers: { 'cf-connecting-ip': anAddress(), 'stripe-signature': `t=1,v1=${'0'.repeat(64)}` },
    body: 'x',
  })

  const response = await worker.fetch(request, env, createExecutionContext())

  expect(response.status).toBe(401)
  expect(request.bodyUsed).toBe(false)
})
