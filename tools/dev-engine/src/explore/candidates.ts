import type { Fault, FaultKind } from '../faults/fault.ts'
import { faultsAt } from '../faults/faults-at.ts'
import type { Point } from '../faults/point.ts'
import { seededRandom } from '../seeded-random.ts'
import type { Trace } from './trace.ts'

const SKEWS: readonly Fault[] = [
  { fault: 'clock skew', by: '5m' },
  { fault: 'clock skew', by: '-5m' },
]

/** Everything that may go wrong in a scenario that passes these points. */
export function possibleFaults(points: readonly Point[], kinds: readonly FaultKind[] | undefined): Fault[] {
  return [...points.flatMap(faultsAt), ...SKEWS].filter(({ fault }) => kinds?.includes(fault) ?? true)
}

/** At most so many, spread over all of them. */
export function spread<T>(items: readonly T[], max: number): T[] {
  if (items.length <= max) return [...items]
  return Array.from({ length: max }, (_, index) => items[Math.floor((index * items.length) / max)] as T)
}

/** So many faults at once, chosen by the seed, in the order of the scenario. */
export function chosenBy(seed: number, faults: readonly Fault[], count: number): Trace {
  const random = seededRandom(seed)
  const left = faults.map((_, index) => index)
  const chosen = Array.from({ length: Math.min(count, left.length) }, () =>
    left.splice(Math.floor(random() * left.length), 1),
  )
  const order = chosen.flat().toSorted((a, b) => a - b)
  return { seed, faults: order.map((index) => faults[index] as Fault) }
}
