import { readClaim } from '../src/sources/read-claim.ts'
import { secretSettingOf, secretsOf } from '../src/sources/secrets.ts'
import type { Identity, Source } from '../src/sources/source.ts'
import { verifyClaim } from '../src/sources/verify-claim.ts'

type Sent = { headers: Record<string, string>; body: Uint8Array<ArrayBuffer>; setting: string; now?: Date }

/** What a source makes of a webhook, from its headers to its identity, as the door asks it. */
export async function receive(
  source: Source,
  { headers, body, setting, now = new Date() }: Sent,
): Promise<Identity> {
  const env = { [secretSettingOf(source)]: setting }
  const sent = new Headers(headers)
  const claim = readClaim(source, sent, now)
  await verifyClaim(source, claim, body, await secretsOf(env, source), now)
  return source.identify({ headers: sent, body, signedId: claim.id })
}
