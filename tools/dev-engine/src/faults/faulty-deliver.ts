import type { Deliver } from '../runs/receive-events.ts'
import type { Reach } from './create-plan.ts'
import { deliverTwice } from './duplicated.ts'
import { lateness, type LateEvents } from './reordered.ts'

interface Given {
  reach: Reach
  next: () => number
  late: LateEvents
}

export function faultyDeliver({ reach, next, late }: Given, deliver: Deliver): Deliver {
  return (events, accept) =>
    deliver(events, (delivered) => {
      const fault = reach('delivery', next(), delivered.map(({ name }) => name).join(', '))
      if (fault?.fault === 'duplicated') return deliverTwice(delivered, accept)
      if (fault?.fault === 'reordered') return late.hold(delivered, lateness(fault))
      return accept(delivered)
    })
}
