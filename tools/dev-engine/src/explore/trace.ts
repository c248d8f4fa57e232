import { describeFault } from '../faults/describe-fault.ts'
import type { Fault } from '../faults/fault.ts'

/** All that is needed to see a failure again. */
export interface Trace {
  /** Shuffles what is due at the same moment; without it the oldest comes first. */
  seed?: number
  faults: readonly Fault[]
}

/** In words, one fault after the other. */
export function describeTrace({ seed, faults }: Trace): string {
  const order = seed === undefined ? [] : [`order of seed ${seed}`]
  return [...faults.map(describeFault), ...order].join('; ') || 'no fault at all'
}
