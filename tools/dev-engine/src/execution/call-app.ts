import type { EngineContext } from '../context.ts'
import { appEvent } from '../runs/app-event.ts'
import { appRequest } from '../sync/app-request.ts'
import type { Answer } from './answer.ts'
import { appError, readAnswer } from './read-answer.ts'
import { DISCOVERY } from './discovery.ts'
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

function callOf({ registry, store }: EngineContext, job: WaitingCall) {
  const found = registry.find(job.functionId)
  const run = store.runs.find(job.runId)
  if (!found || !run) throw new Error(`function ${job.functionId} is not synced`)

  const event = appEvent(store.events.get(run.eventId))
  const memos = store.steps.memos(job.runId)
  const stack = memos.map(({ id }) => id)
  const url = new URL(found.source.url)
  url.searchParams.set('fnId', job.functionId)
  url.searchParams.set('stepId', job.stepId)
  const body = {
    version: -1,
    event,
    events: [event],
    steps: Object.fromEntries(memos.map(({ id, memo }) => [id, memo])),
    // No `fn_id`: with one, the SDK would checkpoint its steps to an API that is not here.
    ctx: {
      run_id: job.runId,
      attempt: job.attempt,
      max_attempts: found.fn.maxAttempts,
      // While other branches are under way, a discovery only reports: what it ran could be running already.
      disable_immediate_execution: job.stepId !== DISCOVERY || store.jobs.countOfRun(job.runId) > 1,
      use_api: false,
      stack: { stack, current: stack.length },
    },
  }
  return { source: found.source, request: appRequest(url, 'POST', body, { 'x-run-id': job.runId }) }
}
