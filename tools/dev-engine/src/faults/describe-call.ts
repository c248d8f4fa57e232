import type { Op } from '../execution/answer.ts'
import { nameOf } from '../execution/name-of.ts'
import { readAnswer } from '../execution/read-answer.ts'
import type { AppCall } from '../execution/transport.ts'

const OUTCOME = { done: 'finished', failed: 'failed' }
const REPORTED: Record<string, string> = {
  StepRun: 'ran step',
  StepError: 'failed in step',
  StepFailed: 'failed in step',
  StepPlanned: 'planned step',
  Sleep: 'slept in step',
  WaitForEvent: 'waited in step',
  InvokeFunction: 'invoked in step',
}

export type Run = NonNullable<AppCall['run']>

/** Describes calls. It remembers what each run came to before, which is all that can be known of its next call. */
export interface CallTeller {
  /** Such as `shop-pay after it ran step reserve`. */
  describeCall(run: Run): string
  /** Such as `shop-pay ran step charge`. */
  describeAnswer(run: Run, answer: Response): Promise<string>
}

export function callTeller(): CallTeller {
  const doneBefore = new Map<string, string>()

  return {
    describeCall({ runId, functionId, attempt }) {
      if (attempt > 0) return `${functionId}, attempt ${attempt + 1}`
      const before = doneBefore.get(runId)
      return before ? `${functionId} after it ${before}` : `${functionId} begins`
    },
    async describeAnswer({ runId, functionId }, response) {
      const answer = await readAnswer(response.clone())
      const done = answer.kind === 'ops' ? answer.ops.map(describeOp).join(', ') : OUTCOME[answer.kind]
      doneBefore.set(runId, done)
      return `${functionId} ${done}`
    },
  }
}

function describeOp(op: Op): string {
  return `${REPORTED[op.op] ?? op.op} ${nameOf(op)}`
}
