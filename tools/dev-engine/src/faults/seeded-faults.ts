import { seededRandom } from '../seeded-random.ts'
import { createPlan, type FaultPlan } from './create-plan.ts'
import type { FaultKind } from './fault.ts'
import { faultsAt } from './faults-at.ts'

export interface SeededFaults {
  seed: number
  /** How likely it is that something goes wrong at a point. By default 0.05. */
  rate?: number
  /** By default all that strike at a point. */
  kinds?: readonly FaultKind[]
}

/** Faults by chance: the same ones for the same seed, as long as what happens is the same. */
export function seededFaults({ seed, rate = 0.05, kinds }: SeededFaults): FaultPlan {
  if (!(rate >= 0 && rate <= 1)) throw new Error(`rate ${rate} is not between 0 and 1`)
  const random = seededRandom(seed)

  return createPlan((point) => {
    // Both are drawn at every point, so that what is chosen at one does not move the others.
    const [chance, choice] = [random(), random()]
    const faults = faultsAt(point).filter(({ fault }) => kinds?.includes(fault) ?? true)
    return chance < rate ? faults[Math.floor(choice * faults.length)] : undefined
  })
}
