const HOUR_MS = 3_600_000
// Longer than every retry of a run takes together.
const RUN_MS = HOUR_MS
// For how long the provider knows a mail by its id; an hour less, because ours waits for its turn.
const KNOWN_MS = 23 * HOUR_MS

type Sent = { status: 'sending' | 'captured' | 'sent' | 'refused' | 'failed'; createdAt: Date }

/** What speaks against sending a mail once more; undefined where it cannot arrive twice. */
export function whyNotAgain({ status, createdAt }: Sent, now: Date): string | undefined {
  const ageMs = now.getTime() - createdAt.getTime()
  if (status === 'captured' || status === 'sent') return 'the mail is out'
  if (status === 'refused') return undefined
  if (status === 'sending' && ageMs < RUN_MS) return 'the mail is being sent'
  return ageMs < KNOWN_MS ? undefined : 'the mail may have arrived, and it is too late to ask the provider'
}
