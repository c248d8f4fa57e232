import { failureReason } from './failure-reason.ts'

const TEXT_MAX = 200

/** What makes two failures of a function the same: its error's first line, with everything that names a single case left out. */
export function failureFingerprint(functionId: string, message: string): string {
  const words = firstLine(message)
    .replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/gi, '#')
    .replaceAll(/\S+@\S+/g, '#')
    .replaceAll(/\b[a-z]+(_[a-z]+)*_[a-z0-9]{4,}\b/gi, '#')
    .replaceAll(/\b[0-9a-f]{12,}\b/gi, '#')
    .replaceAll(/\d+/g, '#')
  return `${functionId}:${words}`
}

/** The error as a person hears it: one line, and no address of anybody. */
export function describeFailure(functionId: string, message: string): string {
  return `${functionId} failed: ${failureReason(message) || 'no reason given'}`
}

function firstLine(message: string): string {
  return message.split('\n', 1)[0]?.slice(0, TEXT_MAX).trim() ?? ''
}
