import { sha256Hex } from '../sha256-hex.ts'
import { at, idOf, parsePayload } from './payload.ts'
import { PayloadRefused, type Source } from './source.ts'

/** Slack's Events API: https://docs.slack.dev/authentication/verifying-requests-from-slack */
export const slack: Source = {
  name: 'slack',
  schemes: [
    {
      algorithm: 'hmac-sha256',
      secret: 'text',
      header: 'x-slack-signature',
      prefix: 'v0=',
      encoding: 'hex',
      signs: [{ text: 'v0:' }, 'timestamp', { text: ':' }, 'body'],
      time: { in: 'header', header: 'x-slack-request-timestamp', toleranceSeconds: 300 },
    },
  ],
  keptHeaders: [
    'x-slack-signature',
    'x-slack-request-timestamp',
    'x-slack-retry-num',
    'x-slack-retry-reason',
  ],
  handledTypes: [],

  async identify({ body }) {
    const payload = parsePayload(body)
    const type = at(payload, 'event.type') ?? payload['type']
    if (typeof type !== 'string' || !/^[a-z0-9_.]{1,100}$/.test(type)) {
      throw new PayloadRefused('event.type', 'an event type is needed')
    }
    // A notice such as app_rate_limited has no id of its own.
    const id = payload['event_id'] ?? (await sha256Hex(body))
    if (typeof id !== 'string' || !/^\w{1,100}$/.test(id)) {
      throw new PayloadRefused('event_id', 'an event id is needed')
    }
    return {
      id,
      type,
      objectId: idOf(at(payload, 'event.channel')) ?? idOf(at(payload, 'event.user')),
      order: null,
    }
  },

  // https://docs.slack.dev/reference/events/url_verification: Slack takes an address only once it has answered.
  challengeIn({ body }) {
    const { type, challenge } = parsePayload(body)
    return type === 'url_verification' && typeof challenge === 'string' && challenge.length <= 255
      ? challenge
      : null
  },
}
