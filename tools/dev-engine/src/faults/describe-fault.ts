import type { Fault } from './fault.ts'

/** A fault in words, such as `killed after write 17: step charge of shop-pay completed`. */
export function describeFault(fault: Fault): string {
  if (fault.fault === 'clock skew') return `the apps' clock ${skew(fault.by)}`
  const happening = fault.what === undefined ? '' : `: ${fault.what}`
  return `${placed(fault)}${happening}`
}

function placed(fault: Exclude<Fault, { fault: 'clock skew' }>): string {
  switch (fault.fault) {
    case 'killed':
      return `killed ${fault.when} write ${fault.write}`
    case 'answer lost':
      return `answer lost of call ${fault.call}`
    case 'timed out':
      return `timed out, ${fault.arrived ? 'though it arrived' : 'never arrived'}, call ${fault.call}`
    case 'refused':
      return `refused with ${fault.status}, call ${fault.call}`
    case 'duplicated':
      return `duplicated delivery ${fault.delivery}`
    default:
      return `late and back to front, delivery ${fault.delivery}`
  }
}

function skew(by: string): string {
  return by.startsWith('-') ? `behind by ${by.slice(1)}` : `ahead by ${by}`
}
