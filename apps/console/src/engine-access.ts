import { requireSetting } from '@repo/worker-kit/errors'
import type { Bindings } from './context.ts'

const KEY_PREFIX = /^signkey-\w+-/

/** Where the engine's API is, without a slash at the end. */
export function engineUrl(env: Bindings): string {
  const url =
    env.INNGEST_API_BASE_URL || env.INNGEST_BASE_URL || devUrl(env.INNGEST_DEV) || 'https://api.inngest.com'
  return url.replace(/\/+$/, '')
}

/** The key itself never travels: Inngest knows it by the SHA-256 of its bytes. The laptop's engine asks for nothing. */
export async function engineHeaders(env: Bindings): Promise<Record<string, string>> {
  if (devUrl(env.INNGEST_DEV)) return {}
  const key = requireSetting(env, 'INNGEST_SIGNING_KEY')
  const prefix = KEY_PREFIX.exec(key)?.[0] ?? ''
  return { authorization: `Bearer ${prefix}${await sha256Hex(key.slice(prefix.length))}` }
}

async function sha256Hex(hex: string): Promise<string> {
  const bytes = Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** The SDK reads this setting as an address or as a mere switch; a switch means the Dev Server at its usual place. */
function devUrl(setting: string | undefined): string | undefined {
  if (!setting || /^(0|false)$/i.test(setting)) return undefined
  return setting.includes('://') ? setting : 'http://localhost:8288'
}
