import { sources } from '../sources/get-source.ts'
import type { Cursor } from './cursor.ts'
import type { DeliveryStore, Heard } from './delivery-store.ts'

// A function that has run says its word within seconds; what waits this long is worth a look.
const HEARD_WITHIN_MS = 20 * 60_000
const HEARINGS_MAX = 2
const ROWS_MAX = 5_000

/**
 * Looks for deliveries that Inngest took and on which no function said a word. They are announced again, twice at most and under the
 * same event id: within 24 h Inngest drops what it knows and runs what it lost. After an hour they are `unheard`, which a person is told.
 * What was replayed though no function is there for it goes back to `not_handled`.
 *
 * It reads by `seq` and moves on past everything that is settled, so a row is read about once: each change gives a row a new `seq`.
 */
export function hear(store: DeliveryStore, cursor: Cursor, now: number): void {
  let position = cursor.state.position
  for (const row of store.listHeard(position, ROWS_MAX)) {
    if (row.status === 'announced') {
      if (row.announcedAt > now - HEARD_WITHIN_MS) break
      if (!handles(row)) store.markSilent(row.key, 'not_handled')
      else if (row.hearings < HEARINGS_MAX) store.announceAgain(row.key, now)
      else store.markSilent(row.key, 'unheard')
    }
    position = row.seq
  }
  cursor.advance(position)
}

function handles({ source, type }: Heard): boolean {
  return sources.some(({ name, handledTypes }) => name === source && handledTypes.includes(type))
}
