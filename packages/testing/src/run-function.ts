import { createEngine, type Engine, type RunReport, virtualClock } from '@repo/dev-engine'
import { serveOnly } from './serve-only.ts'

export type RunError = { name: string; message: string }

export type Run = {
  runId: string
  status: 'completed' | 'failed'
  output: unknown
  error?: RunError
  /** Each step that is settled, in order, with how often it ran. */
  steps: Record<string, number>
  /** What the function's `onFailure` did, where it has one and the run failed. */
  failure?: Run
}

export type RunOptions = {
  app: string
  functionId: string
  /** One in the name of the engine, such as `inngest/scheduled.timer`, invokes the function at its `ts`. */
  event: { name: string; data?: Record<string, unknown>; id?: string; ts?: number }
  /** Called when a step has run, before the engine hears of it and remembers its output. */
  onStep?: (name: string, attempt: number, output: unknown) => void | Promise<void>
}

type App = { fetch(request: Request): Response | Promise<Response> }
type Op = { op: string; displayName: string; data?: unknown }
type Tries = Map<string, number>

const EXECUTED = ['StepRun', 'StepError', 'StepFailed']

/** Runs one function of a worker for one event, and its failure function where it fails, without ever waiting: time is virtual. */
export async function runFunction(worker: App, { app, functionId, event, onStep }: RunOptions): Promise<Run> {
  const id = `${app}-${functionId}`
  const tries: Tries = new Map()
  const url = `http://${app}/api/inngest/${app}`
  // Other functions that the event would start as well are not what the test is about.
  const fetch = async (request: Request) =>
    request.method === 'PUT'
      ? withoutCrons(await serveOnly(await worker.fetch(request), [id]))
      : watched(worker, request, tries, onStep)
  const clock = virtualClock({ start: event.ts ?? Date.now() })
  const engine = await createEngine({ apps: [{ url, fetch }], clock })
  await engine.sync()

  await begin(engine, id, event)
  await engine.runUntilIdle()
  const [run] = engine.runs.find({ functionId: id })
  if (!run) throw new Error(`${id} was not started by ${event.name}`)
  const [failure] = engine.runs.find({ functionId: `${id}-failure` })
  await engine.close()
  return { ...result(run, tries), ...(failure && { failure: result(failure, tries) }) }
}

/** A cron that ticks while the run waits would begin another one, and do its deeds a second time. */
async function withoutCrons(answer: Response): Promise<Response> {
  const sync = await answer.json<{ functions: { triggers: { cron?: string }[] }[] }>()
  const functions = sync.functions.map((served) => ({
    ...served,
    triggers: served.triggers.filter(({ cron }) => cron === undefined),
  }))
  return Response.json({ ...sync, functions })
}

async function begin(
  engine: Engine,
  functionId: string,
  { name, data, ...event }: RunOptions['event'],
): Promise<void> {
  if (name.startsWith('inngest/')) await engine.invoke(functionId, data)
  else await engine.send({ name, data: data ?? {}, ...event })
}

async function watched(
  worker: App,
  request: Request,
  tries: Tries,
  onStep: RunOptions['onStep'],
): Promise<Response> {
  const { ctx } = await request.clone().json<{ ctx: { attempt: number } }>()
  const answer = await worker.fetch(request)
  if (answer.status !== 206) return answer
  for (const { op, displayName, data } of await answer.clone().json<Op[]>()) {
    if (!EXECUTED.includes(op)) continue
    tries.set(displayName, (tries.get(displayName) ?? 0) + 1)
    await onStep?.(displayName, ctx.attempt, data)
  }
  return answer
}

function result({ run_id: runId, status, output, steps }: RunReport, tries: Tries): Run {
  const run = { runId, steps: Object.fromEntries(steps.map(({ name }) => [name, tries.get(name) ?? 1])) }
  if (status === 'Completed') return { ...run, status: 'completed', output }
  return { ...run, status: 'failed', output: null, error: output as RunError }
}
