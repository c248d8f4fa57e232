import type { Mail } from '@repo/db/schema'

/** One that is out needs no other. Onboarding decides whether one that hangs may be sent again. */
export function SendAgainButton({ mail: { id, status } }: { mail: Pick<Mail, 'id' | 'status'> }) {
  if (status === 'captured' || status === 'sent') return null
  return (
    <form method="post" action={`/console/mails/${encodeURIComponent(id)}/retry`}>
      <button type="submit" aria-label={`Send ${id} again`}>
        Send again
      </button>
    </form>
  )
}
