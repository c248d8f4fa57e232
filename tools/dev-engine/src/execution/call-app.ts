import type { EngineContext } from '../context.ts'
import { appEvent } from '../runs/app-event.ts'
import type { CallJob } from '../store/jobs.ts'
import { appRequest } from '../sync/app-request.ts'
import type { Answer } from './answer.ts'
import { appError, readAnswer } from './read-answer.ts'
import { DISCOVERY } from './discovery.ts'

/** Never throws: an app that cannot be reached is a failed attempt like any other. */
export async function callApp(context: EngineContext, job: CallJob): Promise<Answer> {
  try {
    const { source, request } = callOf(context, job)
    const fetch = source.fetch ?? globalThis.fetch
    return await readAnswer(await fetch(request))
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

function callOf({ registry, store }: EngineContext, job: CallJob) {
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
      disable_immediate_execution: job.stepId !== DISCOVERY || store.jobs.listOfRun(job.runId).length > 1,
      use_api: false,
      stack: { stack, current: stack.length },
    },
  }
  return { source: found.source, request: appRequest(url, 'POST', body, { 'x-run-id': job.runId }) }
}
