import { handledGithubTypes } from '@repo/events/github'
import { sha256Hex } from '../sha256-hex.ts'
import { isSignedByOneOf, parseSha256Hex } from './hmac.ts'
import {
  isObject,
  PayloadRefused,
  parsePayload,
  type Signed,
  SignatureRefused,
  type Source,
} from './source.ts'

const HEADER = 'x-hub-signature-256'

/** https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries */
export const github: Source = {
  name: 'github',
  secretSetting: 'GITHUB_WEBHOOK_SECRET',
  keptHeaders: [
    HEADER,
    'x-github-event',
    'x-github-delivery',
    'x-github-hook-id',
    'x-github-hook-installation-target-id',
  ],
  handledTypes: handledGithubTypes,

  async verify({ headers, body, secrets }: Signed) {
    const hex = headers.get(HEADER)?.match(/^sha256=(.*)$/)?.[1]
    const signature = hex === undefined ? undefined : parseSha256Hex(hex)
    if (!signature) throw new SignatureRefused(HEADER, 'the header needs sha256=<lower-case hex SHA-256>')
    if (!(await isSignedByOneOf(secrets, [signature], body))) {
      throw new SignatureRefused(HEADER, 'the signature matches no active secret')
    }
  },

  // X-GitHub-Delivery is not signed: whoever replays a captured body could choose it. The bytes themselves are the identity.
  async identify(headers, body) {
    const { action, repository, installation } = parsePayload(body)
    const event = headers.get('x-github-event')
    if (!isName(event)) throw new PayloadRefused('x-github-event', 'the event header is needed')
    return {
      key: `github:${await sha256Hex(body)}`,
      // For a repository_dispatch whoever sends it words the action: free text is no type.
      type: isName(action) ? `${event}.${action}` : event,
      objectId: idOf(repository) ?? idOf(installation) ?? null,
      customerId: idOf(installation) ?? null,
    }
  },
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && /^[a-z_]{1,60}$/.test(value)
}

function idOf(object: unknown): string | undefined {
  return isObject(object) && typeof object['id'] === 'number' ? String(object['id']) : undefined
}
