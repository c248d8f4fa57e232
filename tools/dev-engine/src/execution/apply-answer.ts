import type { EngineContext } from '../context.ts'
import { finishRun } from '../runs/finish-run.ts'
import type { WaitingCall } from './waiting-calls.ts'
import type { Answer, Op } from './answer.ts'
import { applyOps, recordOps } from './apply-ops.ts'
import { queueCall } from './queue-call.ts'
import { retryAt } from './retry-at.ts'

export interface Call {
  job: WaitingCall
  startedAt: number
}

/** Writes down what a call came to and what follows from it. Call it inside a transaction. */
export function applyAnswer(context: EngineContext, call: Call, answer: Answer): void {
  const { job } = call
  const run = context.store.runs.find(job.runId)
  if (!run) return
  if (run.status !== 'Running') {
    if (answer.kind === 'ops') recordOps(context, call, run, answer.ops)
    return
  }

  switch (answer.kind) {
    case 'done':
      finishRun(context, run, { status: 'Completed', output: answer.output })
      break
    case 'failed':
      if (!retry(context, call, answer)) finishRun(context, run, { status: 'Failed', error: answer.error })
      break
    case 'ops':
      applyOps(context, {
        ...call,
        run,
        answer,
        isRace: isRace(answer.ops),
        retry: () => retry(context, call, answer),
      })
      break
  }
}

function isRace(ops: readonly Op[]): boolean {
  return ops.some(({ opts }) => opts?.parallelMode === 'race')
}

/** False when no attempt is left. */
function retry(
  context: EngineContext,
  { job }: Call,
  { canRetry, retryAfter }: { canRetry: boolean; retryAfter: string | null },
): boolean {
  const { store, registry, clock, random, retryDelayMs, log } = context
  const maxAttempts = registry.find(job.functionId)?.fn.maxAttempts ?? 1
  if (!canRetry || job.attempt + 1 >= maxAttempts) return false

  const dueAt = retryAt({
    attempt: job.attempt,
    now: clock.now(),
    retryAfter,
    fixedDelayMs: retryDelayMs,
    random,
  })
  store.jobs.remove(job.id)
  const { runId, stepId, isRace } = job
  queueCall(context, { runId, stepId, isRace, attempt: job.attempt + 1, dueAt })
  const ids = { run_id: job.runId, function_id: job.functionId, step_id: job.stepId, attempt: job.attempt }
  log({ level: 'warn', message: 'attempt failed', ...ids, retry_at: new Date(dueAt).toISOString() })
  return true
}
