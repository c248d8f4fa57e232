import type { Clock } from '../clock/clock.ts'
import type { NewEvent } from '../events/event.ts'
import { parseDuration } from '../execution/parse-duration.ts'
import type { Accept } from '../runs/receive-events.ts'
import type { Place } from './fault.ts'

const LATE_BY = '1s'

/** The events arrive late and back to front: whatever is sent meanwhile overtakes them. */
export interface Reordered {
  fault: 'reordered'
  delivery: Place
  /** By how much they are late. By default one second. */
  by?: string
  what?: string
}

export interface LateEvents {
  /** Gives what the sender is told at once: it knows them by its own ids at most. */
  hold(events: readonly NewEvent[], ms: number): string[]
  /** Brings them to this engine from now on, those that were held before included. */
  bringTo(accept: Accept, clock: Clock): void
}

interface Held {
  events: readonly NewEvent[]
  at: number
  cancel: () => void
}

/** Their senders were told that they are accepted, so they outlive an engine that is killed meanwhile. */
export function lateEvents(): LateEvents {
  const late = new Set<Held>()
  let engine: { accept: Accept; clock: Clock } | undefined

  const arm = (held: Held) => {
    if (!engine) return
    const { accept, clock } = engine
    held.cancel()
    held.cancel = clock.setTimer(held.at, () => {
      // First accepted, then forgotten: an engine that is killed at this write leaves them to the next.
      accept(held.events)
      late.delete(held)
    })
  }

  return {
    hold(events, ms) {
      const held = { events: events.toReversed(), at: (engine?.clock.now() ?? 0) + ms, cancel: () => {} }
      late.add(held)
      arm(held)
      return events.map(({ id }, index) => id ?? `late-${index}`)
    },
    bringTo(accept, clock) {
      engine = { accept, clock }
      late.forEach(arm)
    },
  }
}

export function lateness({ by = LATE_BY }: Reordered): number {
  return parseDuration(by)
}
