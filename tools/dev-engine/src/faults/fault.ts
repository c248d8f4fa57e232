import type { AnswerLost } from './answer-lost.ts'
import type { ClockSkew } from './clock-skew.ts'
import type { Duplicated } from './duplicated.ts'
import type { Killed } from './killed.ts'
import type { Refused } from './refused.ts'
import type { Reordered } from './reordered.ts'
import type { TimedOut } from './timed-out.ts'

/** Where a fault strikes: the nth write, call or delivery, from 1, or the first whose description has this text. */
export type Place = number | string

/** What may go wrong, as values that can be written down and played again. Each strikes once. */
export type Fault = Killed | AnswerLost | TimedOut | Refused | Duplicated | Reordered | ClockSkew

export type FaultKind = Fault['fault']

/** Those that strike at a point; a clock is wrong all the time. */
export type PointFault = Exclude<Fault, ClockSkew>
