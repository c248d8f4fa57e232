import { describe, expect, it } from 'vitest'
import { utf8 } from '../../test/sign.ts'
import { clerk } from './clerk.ts'
import { linear } from './linear.ts'
import { resend } from './resend.ts'
import { shopify } from './shopify.ts'
import { slack } from './slack.ts'
import type { Source } from './source.ts'
import { stripe } from './stripe.ts'
import { telnyx } from './telnyx.ts'

const AT = '2026-11-24T16:00:00.500Z'
const SECONDS = Date.parse('2026-11-24T16:00:00Z') / 1000

const identify = async (source: Source, payload: object, headers: Record<string, string> = {}) =>
  source.identify({
    headers: new Headers(headers),
    body: utf8(JSON.stringify(payload)),
    signedId: 'msg_1',
  })

it.each<[Source, object, object]>([
  [
    resend,
    { type: 'email.bounced', created_at: AT, data: { email_id: 'mail_1' } },
    {
      id: 'msg_1',
      type: 'email.bounced',
      objectId: 'mail_1',
      order: { object: 'mail_1', sequence: SECONDS },
    },
  ],
  [
    clerk,
    { type: 'user.updated', timestamp: Date.parse(AT), data: { id: 'user_1' } },
    { id: 'msg_1', type: 'user.updated', objectId: 'user_1', order: { object: 'user_1', sequence: SECONDS } },
  ],
  [
    slack,
    { type: 'event_callback', event_id: 'Ev1', event: { type: 'message', channel: 'C1' } },
    { id: 'Ev1', type: 'message', objectId: 'C1', order: null },
  ],
  [
    linear,
    { type: 'Issue', action: 'update', createdAt: AT, data: { id: 'i-1' }, webhookTimestamp: 1 },
    {
      id: `Issue:update:i-1:${AT}`,
      type: 'Issue.update',
      objectId: 'i-1',
      order: { object: 'i-1', sequence: SECONDS },
    },
  ],
  [
    telnyx,
    { data: { id: 'e-1', event_type: 'call.hangup', occurred_at: AT, payload: { call_control_id: 'c-1' } } },
    { id: 'e-1', type: 'call.hangup', objectId: 'c-1', order: { object: 'c-1', sequence: SECONDS } },
  ],
])('$name says what it is in its signed content', async (source, payload, identity) => {
  expect(await identify(source, payload)).toEqual(identity)
})

describe('the same bytes of Shopify', () => {
  const payload = { admin_graphql_api_id: 'gid://shopify/Order/820982911946154508', updated_at: AT }
  const handling: Source = { ...shopify, handledTypes: ['orders/create', 'orders/paid'] }
  const of = (topic: string) => identify(handling, payload, { 'x-shopify-topic': topic })
  const countIds = async (...topics: string[]) =>
    new Set(await Promise.all(topics.map(async (topic) => (await of(topic)).id))).size

  it('are one delivery for each topic that a function handles', async () => {
    expect(await of('orders/create')).toMatchObject({
      type: 'orders/create',
      objectId: payload.admin_graphql_api_id,
    })
    expect(await countIds('orders/create', 'orders/create', 'orders/paid')).toBe(2)
  })

  it('are one delivery under all other topics, which anybody may make up', async () => {
    expect(await countIds('orders/create', 'orders/edited', 'made/up', 'made_up/too')).toBe(2)
  })

  it('are refused under what is no topic', async () => {
    await expect(of('Orders create')).rejects.toMatchObject({ details: { field: 'x-shopify-topic' } })
  })
})

it('an id that a number cannot hold is no id', async () => {
  const { objectId } = await identify(resend, { type: 'email.sent', data: { id: 2 ** 60 } })

  expect(objectId).toBeNull()
})

it.each([
  ['a type', resend, {}, 'type'],
  ['a part of its id', linear, { type: 'Issue', action: 'update', createdAt: AT }, 'data.id'],
])('one without %s is refused with the name of what is missing', async (_, source, payload, field) => {
  await expect(identify(source, payload)).rejects.toMatchObject({ code: 'invalid', details: { field } })
})

it('a time that no date can hold orders nothing', async () => {
  const event = { id: 'evt_1', type: 'a.b', created: 1e300, data: { object: { id: 'x_1' } } }

  expect(await identify(stripe, event)).toMatchObject({ objectId: 'x_1', order: null })
})

it('Slack hears its challenge back, and only for that', () => {
  const challengeIn = (payload: object) =>
    slack.challengeIn?.({ headers: new Headers(), body: utf8(JSON.stringify(payload)), signedId: null })

  expect(challengeIn({ type: 'url_verification', challenge: 'c-1' })).toBe('c-1')
  expect(challengeIn({ type: 'event_callback', challenge: 'c-1' })).toBeNull()
})
