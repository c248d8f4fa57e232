import type { Place } from './fault.ts'

/** The app did its work and the connection broke: to the engine, an attempt that failed. */
export interface AnswerLost {
  fault: 'answer lost'
  call: Place
  what?: string
}

export function loseAnswer(): never {
  throw new Error('the connection broke before the answer came')
}
