import type { EngineContext } from '../context.ts'
import { allowedAt, nextTat } from '../flow/gcra.ts'
import type { WaitingCall } from './waiting-calls.ts'

/** When the throttle of its function lets this call begin. */
export function letInAt({ store, registry }: EngineContext, call: WaitingCall): number {
  if (call.isLetIn || call.throttleKey === null) return -Infinity
  const throttle = registry.find(call.functionId)?.fn.throttle
  return throttle ? allowedAt(throttle, store.rates.find(call.throttleKey)) : -Infinity
}

/** True for the first call of a run that somebody limits in time: then the moment it begins is written down. */
export function isToBeLetIn({ registry }: EngineContext, call: WaitingCall): boolean {
  const fn = registry.find(call.functionId)?.fn
  return !call.isLetIn && Boolean(fn?.throttle || fn?.startTimeoutMs || fn?.finishTimeoutMs)
}

/** Takes its place in the throttle, and starts the time that the run has left. Call it inside a transaction. */
export function letIn({ store, registry, clock }: EngineContext, call: WaitingCall): void {
  const fn = registry.find(call.functionId)?.fn
  const job = store.jobs.findCall(call.id)
  if (!fn || !job) return
  const now = clock.now()
  store.jobs.replace({ ...job, isLetIn: true })
  if (fn.throttle && call.throttleKey !== null) {
    const tat = nextTat(fn.throttle, store.rates.find(call.throttleKey), now)
    store.rates.save({ key: call.throttleKey, tat })
  }
  store.jobs.removeStartTimeout(call.runId)
  if (fn.finishTimeoutMs) {
    store.jobs.save({ kind: 'finish-timeout', runId: call.runId, dueAt: now + fn.finishTimeoutMs })
  }
}
