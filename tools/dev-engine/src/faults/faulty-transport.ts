import type { Clock } from '../clock/clock.ts'
import type { Transport } from '../execution/transport.ts'
import { loseAnswer } from './answer-lost.ts'
import type { Reach } from './create-plan.ts'
import type { CallTeller } from './describe-call.ts'
import { refuse } from './refused.ts'
import { timeOut } from './timed-out.ts'

interface Given {
  reach: Reach
  next: () => number
  teller: CallTeller
  clock: Clock
}

/** A sync is no call: an app that does not answer one is not there yet. */
export function faultyTransport({ reach, next, teller, clock }: Given, transport: Transport): Transport {
  return async (call) => {
    const { run } = call
    if (!run) return transport(call)
    const number = next()
    const before = reach('call', number, teller.describeCall(run))
    if (before?.fault === 'refused') return refuse(before)
    if (before?.fault === 'timed out') return timeOut(before, clock)

    const answer = await transport(call)
    const after = reach('answer', number, await teller.describeAnswer(run, answer))
    if (after?.fault === 'answer lost') return loseAnswer()
    if (after?.fault === 'timed out') return timeOut(after, clock)
    return answer
  }
}
