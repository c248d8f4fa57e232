import type { Delivery } from '@repo/db/schema'

type ReplayButtonProps = {
  delivery: Pick<Delivery, 'id' | 'status'>
  /** Beside it the button that only verifies. */
  hasDryRun?: boolean
}

/** One that still waits for its announcement needs no other. */
export function ReplayButton({ delivery: { id, status }, hasDryRun = false }: ReplayButtonProps) {
  if (status === 'pending') return null
  return (
    <form method="post" action={`/console/deliveries/${encodeURIComponent(id)}/replay`} class="buttons">
      <button type="submit" aria-label={`Replay ${id}`}>
        Replay
      </button>
      {hasDryRun && (
        <button type="submit" name="dryRun" value="true" aria-label={`Only verify ${id}`}>
          Only verify
        </button>
      )}
    </form>
  )
}
