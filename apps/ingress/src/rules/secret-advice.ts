/** An active secret as far as advice goes: where it stands in its setting, and when it last let something in (ms since 1970). */
export type KnownSecret = { position: number; lastUsedAt: number | null }

const HOUR_MS = 3_600_000
// Stripe signs with the old secret for up to a day after a roll; a day's silence is what tells.
const SILENT_HOURS = 24

/** What an operator should know of one of a source's active secrets, `all` being every one of them. */
export function secretAdvice(secret: KnownSecret, all: KnownSecret[], nowMs: number): string {
  const { lastUsedAt } = secret
  if (all.length === 1) {
    return lastUsedAt === null ? 'never used yet' : `in use, last ${ago(lastUsedAt, nowMs)}`
  }

  const isReplaced = all.some((other) => other.position !== secret.position && isUsedLately(other, nowMs))
  if (isUsedLately(secret, nowMs)) return `in use, last ${ago(lastUsedAt ?? nowMs, nowMs)}`
  const used = lastUsedAt === null ? 'never used' : `last used ${ago(lastUsedAt, nowMs)}`
  return isReplaced ? `${used}, safe to remove` : `${used}; keep it until another one is used`
}

function isUsedLately({ lastUsedAt }: KnownSecret, nowMs: number): boolean {
  return lastUsedAt !== null && nowMs - lastUsedAt < SILENT_HOURS * HOUR_MS
}

function ago(atMs: number, nowMs: number): string {
  const hours = Math.floor((nowMs - atMs) / HOUR_MS)
  return hours < 1 ? 'within the hour' : `${hours} h ago`
}
