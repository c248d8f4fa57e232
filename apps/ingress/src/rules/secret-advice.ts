/** An active secret as far as advice goes: where it stands in its setting, and when it last let something in (ms since 1970). */
export type KnownSecret = { position: number; lastUsedAt: number | null }

const HOUR_MS = 3_600_000
// Stripe signs with the old secret for up to a day after a roll.
const IN_USE_HOURS = 24
// A second endpoint with a secret of its own may be quiet over a long weekend.
const SILENT_DAYS = 7

/** What an operator should know of one of a source's active secrets, `all` being every one of them. */
export function secretAdvice(secret: KnownSecret, all: KnownSecret[], nowMs: number): string {
  const others = all.filter(({ position }) => position !== secret.position)
  const { lastUsedAt } = secret
  if (lastUsedAt === null) return adviceOnUnused(secret, others, nowMs)
  if (others.length === 0 || isInUse(secret, nowMs)) return `in use, last ${ago(lastUsedAt, nowMs)}`

  const alone = `another one was used for ${SILENT_DAYS} days without it`
  const used = `last used ${ago(lastUsedAt, nowMs)}`
  const isReplaced = others.some(
    (other) => (other.lastUsedAt ?? 0) - lastUsedAt >= SILENT_DAYS * 24 * HOUR_MS,
  )
  return isReplaced ? `${used}, safe to remove: ${alone}` : `${used}; keep it until ${alone}`
}

/** It may be the one that the sender is about to roll to: where a new secret is added is up to whoever adds it. */
function adviceOnUnused(secret: KnownSecret, others: KnownSecret[], nowMs: number): string {
  const mayBeOld = others.some((other) => other.position > secret.position && isInUse(other, nowMs))
  return mayBeOld ? 'not used yet; safe to remove only if it is older than the one in use' : 'not used yet'
}

function isInUse({ lastUsedAt }: KnownSecret, nowMs: number): boolean {
  return lastUsedAt !== null && nowMs - lastUsedAt < IN_USE_HOURS * HOUR_MS
}

function ago(atMs: number, nowMs: number): string {
  const hours = Math.floor((nowMs - atMs) / HOUR_MS)
  return hours < 1 ? 'within the hour' : `${hours} h ago`
}
