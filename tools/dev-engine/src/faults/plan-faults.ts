import { createPlan, type FaultPlan } from './create-plan.ts'
import type { Fault, PointFault } from './fault.ts'
import { strikesAt } from './strikes-at.ts'

/** These faults, each once, wherever its place is reached first. */
export function planFaults(faults: readonly Fault[]): FaultPlan {
  const skews = faults.filter((fault) => fault.fault === 'clock skew')
  let left: readonly PointFault[] = faults.filter((fault) => fault.fault !== 'clock skew')

  return createPlan((point) => {
    const chosen = left.find((fault) => strikesAt(fault, point))
    left = left.filter((fault) => fault !== chosen)
    return chosen
  }, skews)
}
