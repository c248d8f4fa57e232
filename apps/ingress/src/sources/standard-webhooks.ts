import type { Scheme } from './scheme.ts'

/**
 * How a sender signs that follows https://www.standardwebhooks.com, in `webhook-*` headers or in Svix's own: `v1` with a shared secret
 * (`whsec_…`), `v1a` with the sender's public key (`whpk_…`).
 */
export function standardWebhooks(headers: 'webhook' | 'svix'): [Scheme, Scheme] {
  const scheme = {
    secret: 'base64',
    header: `${headers}-signature`,
    separator: ' ',
    encoding: 'base64',
    signs: ['id', { text: '.' }, 'timestamp', { text: '.' }, 'body'],
    idHeader: `${headers}-id`,
    time: { in: 'header', header: `${headers}-timestamp`, toleranceSeconds: 300 },
  } as const
  return [
    { ...scheme, algorithm: 'hmac-sha256', secretPrefix: 'whsec_', prefix: 'v1,' },
    { ...scheme, algorithm: 'ed25519', secretPrefix: 'whpk_', prefix: 'v1a,' },
  ]
}
