import { handledGithubTypes } from '@repo/events/handled-types'
import { sha256Hex } from '../sha256-hex.ts'
import { at, idOf, type Payload, parsePayload, secondsOf } from './payload.ts'
import { type Identity, PayloadRefused, type Source } from './source.ts'

/** https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries */
export const github: Source = {
  name: 'github',
  schemes: [
    {
      algorithm: 'hmac-sha256',
      secret: 'text',
      header: 'x-hub-signature-256',
      prefix: 'sha256=',
      encoding: 'hex',
      signs: ['body'],
    },
  ],
  keptHeaders: [
    'x-hub-signature-256',
    'x-github-event',
    'x-github-delivery',
    'x-github-hook-id',
    'x-github-hook-installation-target-id',
  ],
  handledTypes: handledGithubTypes,

  // X-GitHub-Delivery is not signed: whoever replays a captured body could choose it. The bytes themselves are the identity.
  async identify({ headers, body }) {
    const payload = parsePayload(body)
    const event = headers.get('x-github-event')
    if (!isName(event)) throw new PayloadRefused('x-github-event', 'the event header is needed')
    return {
      id: await sha256Hex(body),
      // For a repository_dispatch whoever sends it words the action: free text is no type.
      type: isName(payload['action']) ? `${event}.${payload['action']}` : event,
      objectId: idOf(at(payload, 'repository.id')) ?? idOf(at(payload, 'installation.id')),
      customerId: idOf(at(payload, 'installation.id')),
      order: orderOf(event, payload),
    }
  },
}

// GitHub counts a branch's pushes by the second, and other objects by when they last changed.
const NOUNS: Record<string, string> = { issues: 'issue', issue_comment: 'comment' }

function orderOf(event: string, payload: Payload): Identity['order'] {
  const noun = NOUNS[event] ?? event
  const isPush = event === 'push'
  const id = isPush ? idOf(at(payload, 'repository.id')) : idOf(at(payload, `${noun}.id`))
  const ref = isPush ? idOf(payload['ref']) : noun
  const sequence = secondsOf(at(payload, isPush ? 'repository.pushed_at' : `${noun}.updated_at`))
  return id === null || ref === null || sequence === null ? null : { object: `${ref}:${id}`, sequence }
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && /^[a-z_]{1,60}$/.test(value)
}
