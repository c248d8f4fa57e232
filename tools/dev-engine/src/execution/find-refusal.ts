import type { EngineContext } from '../context.ts'
import type { Op } from './answer.ts'
import { limits } from './limits.ts'
import { momentOf } from './moment-of.ts'
import { nameOf } from './name-of.ts'
import { type AppError, appError } from './read-answer.ts'
import { serverError } from './server-error.ts'
import { checkInvocation } from './invoke-step.ts'
import { checkWait } from './wait-for-event.ts'

const ATTEMPTED = ['StepRun', 'StepError', 'StepFailed']
const SUPPORTED = new Set([
  ...ATTEMPTED,
  'StepPlanned',
  'Sleep',
  'WaitForEvent',
  'InvokeFunction',
  'RunComplete',
])

const NO_GATEWAY = 'it makes no requests in the place of an app, so make it in step.run'
const NO_SIGNALS = 'signals are experimental, so wait for an event'
const NO_DEFERS = 'deferred functions are experimental, so send an event'
const REASONS: Record<string, string> = {
  AIGateway: NO_GATEWAY,
  Gateway: NO_GATEWAY,
  WaitForSignal: NO_SIGNALS,
  DeferAdd: NO_DEFERS,
  DeferAbort: NO_DEFERS,
}

/** Why the run fails because of what its app asks for, in the shape of an error; the first reason only. */
export function findRefusal(
  { clock }: Pick<EngineContext, 'clock'>,
  ops: readonly Op[],
): AppError | undefined {
  if (ops.length > limits.steps) return tooManySteps
  for (const op of ops) {
    const refusal = refusalOf(op, clock.now())
    if (refusal) return refusal
  }
  return undefined
}

export const tooManySteps = serverError(
  'InngestErrFunctionOverflowed',
  `The function run exceeded the step limit of ${limits.steps} steps.`,
)

function refusalOf(op: Op, now: number): AppError | undefined {
  try {
    if (!SUPPORTED.has(op.op)) {
      const reason = REASONS[op.op] ?? 'it is not known here'
      throw new Error(`operation ${op.op} is not supported by dev-engine: ${reason}`)
    }
    if (op.op === 'WaitForEvent') checkWait(op)
    if (op.op === 'InvokeFunction') checkInvocation(op, now)
    return timeRefusalOf(op, now)
  } catch (error) {
    return appError(`step ${nameOf(op)}: ${error instanceof Error ? error.message : String(error)}`)
  }
}

function timeRefusalOf({ op, name = '', opts }: Op, now: number) {
  if (op !== 'Sleep' && op !== 'WaitForEvent') return undefined
  const text = op === 'Sleep' ? name : (opts?.timeout ?? '')
  if (momentOf(text, now) - now <= limits.waitMs) return undefined
  const message =
    op === 'Sleep'
      ? `The sleep "${text}" ends more than one year in the future; sleeps may last at most one year.`
      : `The wait-for-event timeout "${text}" expires more than one year in the future; timeouts may last at most one year.`
  return serverError('InngestErrTimeoutTooLong', message)
}
