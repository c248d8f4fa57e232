import type { Clock } from '../clock/clock.ts'
import type { Transport } from '../execution/transport.ts'
import type { Accept, Deliver } from '../runs/receive-events.ts'
import type { Storage } from '../store/storage.ts'
import { skewClock, type ClockSkew } from './clock-skew.ts'
import { callTeller } from './describe-call.ts'
import { writeTeller } from './describe-write.ts'
import type { Fault, PointFault } from './fault.ts'
import { faultyDeliver } from './faulty-deliver.ts'
import { faultyStorage } from './faulty-storage.ts'
import { faultyTransport } from './faulty-transport.ts'
import type { Point, Stage } from './point.ts'
import { lateEvents } from './reordered.ts'
import { struckAt } from './strikes-at.ts'

/** Counts on over restarts, so give the same one to the engine that goes on after a kill. */
export interface FaultPlan {
  /** What has struck so far. As a plan, it strikes there again. */
  readonly struck: readonly Fault[]
  /** Where something could have struck so far. */
  readonly points: readonly Point[]
  /** For the engine itself: what it reaches the outside through, with the faults in it. */
  wrap(engine: FaultyEngine, seams: Seams): Seams
  /** The clock as the apps see it. */
  clockOfApps(clock: Clock): Clock
}

export interface Seams {
  storage: Storage
  transport: Transport
  deliver: Deliver
}

export interface FaultyEngine {
  clock: Clock
  kill: () => void
  /** Takes events in, at any time. */
  accept: Accept
}

/** Tells that a point is reached; answers what is to strike there. */
export type Reach = (stage: Stage, number: number, what: string) => PointFault | undefined

export function createPlan(
  choose: (point: Point) => PointFault | undefined,
  skews: readonly ClockSkew[] = [],
): FaultPlan {
  const points: Point[] = []
  const struck: Fault[] = [...skews]
  const counted = { write: 0, call: 0, delivery: 0 }
  const tellers = { write: writeTeller(), call: callTeller() }
  const late = lateEvents()

  const reach: Reach = (stage, number, what) => {
    const point = { stage, number, what }
    points.push(point)
    const fault = choose(point)
    if (fault) struck.push(struckAt(fault, point))
    return fault
  }

  return {
    struck,
    points,
    clockOfApps: (clock) => skewClock(clock, skews),
    wrap({ clock, kill, accept }, { storage, transport, deliver }) {
      late.bringTo(accept, clock)
      return {
        storage: faultyStorage({ reach, next: () => ++counted.write, teller: tellers.write, kill }, storage),
        transport: faultyTransport(
          { reach, next: () => ++counted.call, teller: tellers.call, clock },
          transport,
        ),
        deliver: faultyDeliver({ reach, next: () => ++counted.delivery, late }, deliver),
      }
    },
  }
}
