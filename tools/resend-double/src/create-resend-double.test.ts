import { afterAll, beforeAll, expect, it } from 'vitest'
import { createResendDouble } from './create-resend-double.ts'
import { signSvixPayload } from './sign-svix-payload.ts'

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'

const taken: { headers: Record<string, string>; body: string }[] = []
let isDown = false
const double = createResendDouble({
  now: () => new Date(0),
  webhook: {
    id: 'wh_1',
    url: '/webhooks/resend',
    secret: SECRET,
    fetch: async (_, { headers, body }) => {
      if (isDown) throw new TypeError('nobody is there')
      taken.push({ headers: headers as Record<string, string>, body: body as string })
      return new Response()
    },
  },
})
let url: string
beforeAll(async () => {
  url = await double.listen()
})
afterAll(() => double.close())

const ask = async (path: string, method = 'GET', authorization = 'Bearer re_test') => {
  const response = await fetch(url + path, { method, headers: { authorization } })
  return { status: response.status, answer: (await response.json()) as Record<string, unknown> }
}

it('signs as Svix documents it', () => {
  // https://docs.svix.com/receiving/verifying-payloads/how-manual
  const at = new Date(1_614_265_330_000)

  expect(
    signSvixPayload('{"test": 2432232314}', { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', at, secret: SECRET }),
  ).toMatchObject({ 'svix-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=' })
})

it('lists what it sent, newest first and by pages, with what came of each', async () => {
  const first = await double.deliver({ type: 'email.sent', data: { email_id: '1' } })
  isDown = true
  const second = await double.deliver({ type: 'email.bounced', data: { email_id: '2' } })
  isDown = false

  const page = await ask('/webhooks/wh_1/events?limit=1')
  expect(page.answer).toEqual({
    object: 'list',
    has_more: true,
    data: [
      { id: second.id, type: 'email.bounced', created_at: '1970-01-01T00:00:00.000Z', status: 'failed' },
    ],
  })
  expect((await ask(`/webhooks/wh_1/events?limit=1&after=${second.id}`)).answer).toMatchObject({
    has_more: false,
    data: [{ id: first.id, status: 'success' }],
  })
})

it('brings an event again under its own id, signed anew', async () => {
  const { id } = await double.deliver({ type: 'email.sent', data: {}, isLost: true })
  taken.length = 0

  expect(await ask(`/webhooks/wh_1/events/${id}/replay`, 'POST')).toEqual({
    status: 200,
    answer: { object: 'webhook_event', id },
  })

  const { headers, body } = taken[0] ?? { headers: {}, body: '' }
  const at = new Date(Number(headers['svix-timestamp']) * 1000)
  expect(headers).toMatchObject(signSvixPayload(body, { id, at, secret: SECRET }))
  expect(Date.now() - at.getTime()).toBeLessThan(60_000)
})

it.each([
  ['/webhooks/wh_1/events', 'GET', '', 401],
  ['/webhooks/wh_2/events', 'GET', 'Bearer re_test', 404],
  ['/webhooks/wh_1/events?after=msg_none', 'GET', 'Bearer re_test', 422],
  ['/webhooks/wh_1/events/msg_none/replay', 'POST', 'Bearer re_test', 404],
  ['/emails', 'POST', 'Bearer re_test', 404],
])('refuses %s by %s with %j: %i', async (path, method, authorization, status) => {
  const refused = await ask(path, method, authorization)

  expect(refused).toMatchObject({ status, answer: { statusCode: status } })
})
