import type { EngineContext } from '../context.ts'
import { appEvent } from '../runs/app-event.ts'
import { appRequest } from '../sync/app-request.ts'
import type { Answer } from './answer.ts'
import { DISCOVERY } from './discovery.ts'
import { limits } from './limits.ts'
import { appError, readAnswer } from './read-answer.ts'
import { isLarger } from './size-of.ts'
import type { WaitingCall } from './waiting-calls.ts'

/** Never throws: an app that cannot be reached is a failed attempt like any other. */
export async function callApp(context: EngineContext, job: WaitingCall): Promise<Answer> {
  try {
    const { runId, functionId, stepId, attempt } = job
    const run = { runId, functionId, stepId, attempt }
    return await readAnswer(await context.transport({ ...callOf(context, job), run }))
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
    const message = cause instanceof Error ? cause.message : String(cause)
    return {
      kind: 'failed',
      error: appError(`the app did not answer: ${message}`),
      canRetry: true,
      retryAfter: null,
    }
  }
}

function callOf(context: EngineContext, job: WaitingCall) {
  const { registry, store } = context
  const found = registry.find(job.functionId)
  if (!found) throw new Error(`function ${job.functionId} is not synced`)

  const isReachable = context.isReachedBy(found.source)
  const url = new URL(found.source.url)
  url.searchParams.set('fnId', job.functionId)
  url.searchParams.set('stepId', job.stepId)
  const headers = {
    'x-run-id': job.runId,
    ...(isReachable && { 'x-inngest-generation-id': String(store.start) }),
  }
  const body = bodyOf(context, job, found.fn.maxAttempts, isReachable)
  return { source: found.source, request: appRequest(url, 'POST', body, headers) }
}

function bodyOf(
  { store }: EngineContext,
  job: WaitingCall,
  maxAttempts: number,
  isReachable: boolean,
): string {
  const events = (store.runs.find(job.runId)?.eventIds ?? []).map((id) => appEvent(store.events.get(id)))
  const memos = store.steps.memos(job.runId)
  const stack = memos.map(({ id }) => id)
  const ctx = {
    // With an id the SDK checkpoints its steps, which it can only do where it reaches the engine.
    ...(isReachable && { fn_id: job.functionId, qi_id: String(job.id), generation_id: store.start }),
    run_id: job.runId,
    attempt: job.attempt,
    max_attempts: maxAttempts,
    // While other branches are under way, a discovery only reports: what it ran could be running already.
    disable_immediate_execution: job.stepId !== DISCOVERY || store.jobs.countOfRun(job.runId) > 1,
    use_api: false,
    stack: { stack, current: stack.length },
  }
  const steps = Object.fromEntries(memos.map(({ id, memo }) => [id, memo]))
  const body = JSON.stringify({ version: -1, event: events[0], events, steps, ctx })
  if (!isReachable || !isLarger(body, limits.requestBytes)) return body
  const asking = { ...ctx, use_api: true }
  return JSON.stringify({ version: -1, event: events[0], events: [], steps: {}, ctx: asking, use_api: true })
}
