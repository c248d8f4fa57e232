import type { Delivery } from '@repo/db/schema'

/** One that still waits for its announcement needs no other. */
export function ReplayButton({ delivery: { id, status } }: { delivery: Pick<Delivery, 'id' | 'status'> }) {
  if (status === 'pending') return null
  return (
    <form method="post" action={`/console/deliveries/${encodeURIComponent(id)}/replay`}>
      <button type="submit" aria-label={`Replay ${id}`}>
        Replay
      </button>
    </form>
  )
}
