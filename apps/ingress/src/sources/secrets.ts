import { DomainError, MissingSetting } from '@repo/worker-kit/errors'
import { log } from '@repo/worker-kit/log'
import { sha256Hex } from '../sha256-hex.ts'
import { decodeStrictly } from './decode-strictly.ts'
import type { Scheme } from './scheme.ts'
import type { Source } from './source.ts'

/** An active secret. Its `id` is a short hash of it, the same wherever the secret stands in the setting. */
export type Secret = { id: string; scheme: Scheme; key: CryptoKey }

type Settings = object

export const secretSettingOf = ({ name }: Pick<Source, 'name'>) => `${name.toUpperCase()}_WEBHOOK_SECRET`

export function hasSecret(env: Settings, source: Source): boolean {
  return textsOf(env, source).length > 0
}

// By the setting's text. Importing a key for each request costs more than the check itself.
const imported = new WeakMap<Source, Map<string, Promise<Secret[]>>>()

/**
 * The source's active secrets, in the order of its setting. None is an error: without a secret nobody comes in. One that cannot be a
 * secret of the source is left out and logged, so that it locks out no other.
 */
export function secretsOf(env: Settings, source: Source): Promise<Secret[]> {
  const setting = settingOf(env, source)
  const known = imported.get(source)?.get(setting)
  if (known) return known
  const texts = textsOf(env, source)
  if (texts.length === 0) throw new MissingSetting(secretSettingOf(source))
  const importing = importAll(source, texts)
  imported.set(source, (imported.get(source) ?? new Map<string, Promise<Secret[]>>()).set(setting, importing))
  return importing
}

async function importAll(source: Source, texts: string[]): Promise<Secret[]> {
  const secrets = await Promise.all(texts.map((text) => importOne(source, text)))
  const usable = secrets.filter((secret) => secret !== null)
  const setting = secretSettingOf(source)
  if (usable.length < secrets.length) {
    log.error(`a secret in ${setting} is not usable`, { source: source.name })
  }
  if (usable.length > 0) return usable
  throw new DomainError('unavailable', `the setting ${setting} holds no secret of the kind that is needed`, {
    retryAfterSeconds: 60,
  })
}

async function importOne({ name, schemes }: Source, text: string): Promise<Secret | null> {
  const scheme = schemes.find(({ secretPrefix = '' }) => text.startsWith(secretPrefix))
  const bytes = scheme && bytesOf(scheme, text)
  if (!scheme || !bytes || bytes.length === 0) return null
  const id = (
    await sha256Hex(new Uint8Array(new TextEncoder().encode(`millrace secret of ${name}: ${text}`)))
  ).slice(0, 8)
  try {
    const key = await crypto.subtle.importKey('raw', bytes, ALGORITHMS[scheme.algorithm], false, ['verify'])
    return { id, scheme, key }
  } catch {
    return null
  }
}

const ALGORITHMS = {
  'hmac-sha1': { name: 'HMAC', hash: 'SHA-1' },
  'hmac-sha256': { name: 'HMAC', hash: 'SHA-256' },
  'hmac-sha512': { name: 'HMAC', hash: 'SHA-512' },
  ed25519: { name: 'Ed25519' },
}

function bytesOf({ secret, secretPrefix = '' }: Scheme, text: string): Uint8Array<ArrayBuffer> | undefined {
  if (secret === 'text') return new Uint8Array(new TextEncoder().encode(text))
  return decodeStrictly(text.slice(secretPrefix.length), secret)
}

function textsOf(env: Settings, source: Source): string[] {
  return settingOf(env, source).split(/\s+/).filter(Boolean)
}

function settingOf(env: Settings, source: Source): string {
  const setting: unknown = Reflect.get(env, secretSettingOf(source))
  return typeof setting === 'string' ? setting : ''
}
