import type { Fault, Place, PointFault } from './fault.ts'
import type { Point, Stage } from './point.ts'

export function strikesAt(fault: PointFault, point: Point): boolean {
  if (stageOf(fault) !== point.stage) return false
  const place = placeOf(fault)
  return typeof place === 'number' ? place === point.number : point.what.includes(place)
}

/** The same fault, by the number of the point at which it struck. */
export function struckAt(fault: PointFault, { number, what }: Point): PointFault {
  if ('write' in fault) return { ...fault, write: number, what }
  if ('delivery' in fault) return { ...fault, delivery: number, what }
  return { ...fault, call: number, what }
}

/** The same fault wherever this happens first, whatever its number is then. */
export function atSameWords(fault: Fault): Fault {
  if (fault.fault === 'clock skew' || fault.what === undefined) return fault
  if ('write' in fault) return { ...fault, write: fault.what }
  return 'delivery' in fault ? { ...fault, delivery: fault.what } : { ...fault, call: fault.what }
}

function stageOf(fault: PointFault): Stage {
  if ('write' in fault) return 'write'
  if ('delivery' in fault) return 'delivery'
  if (fault.fault === 'answer lost') return 'answer'
  return fault.fault === 'timed out' && fault.arrived ? 'answer' : 'call'
}

function placeOf(fault: PointFault): Place {
  if ('write' in fault) return fault.write
  return 'delivery' in fault ? fault.delivery : fault.call
}
