import type { PointFault } from './fault.ts'
import type { Point, Stage } from './point.ts'

/** What may go wrong at this point. */
export function faultsAt({ stage, number, what }: Point): PointFault[] {
  const possible: Record<Stage, PointFault[]> = {
    write: [
      { fault: 'killed', when: 'before', write: number, what },
      { fault: 'killed', when: 'after', write: number, what },
    ],
    call: [
      { fault: 'timed out', call: number, arrived: false, what },
      { fault: 'refused', call: number, status: 429, retryAfter: '30', what },
      { fault: 'refused', call: number, status: 503, what },
    ],
    answer: [
      { fault: 'answer lost', call: number, what },
      { fault: 'timed out', call: number, arrived: true, what },
    ],
    delivery: [
      { fault: 'duplicated', delivery: number, what },
      { fault: 'reordered', delivery: number, what },
    ],
  }
  return possible[stage]
}
