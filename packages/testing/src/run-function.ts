/** A step as the SDK reports it; the ids are hashes, `displayName` is what the code calls it. */
export type Op = { id: string; op: string; displayName: string; data?: unknown; error?: RunError }

export type RunError = { name: string; message: string }

export type Run = {
  runId: string
  status: 'completed' | 'failed'
  output: unknown
  error?: RunError
  /** Each step that ran, in order, with how often it was tried. */
  steps: Record<string, number>
  /** What the function's `onFailure` did, where it was asked for. */
  failure?: Run
}

export type RunOptions = {
  app: string
  functionId: string
  event: { name: string; data?: unknown; id?: string }
  /** Called when a step has run. Answer `forget` and its memo is lost, as in a crash after the effect: the step runs again. */
  onStep?: (name: string, attempt: number) => void | 'forget' | Promise<void | 'forget'>
  /** What waits and invocations come to, by step name. A wait that is not named times out, a sleep is over at once. */
  answers?: Record<string, unknown>
  /** Runs the function's `onFailure` too when the run fails. */
  thenFailure?: boolean
}

type App = { fetch(request: Request): Response | Promise<Response> }
type Answer = { output: unknown } | { ops: Op[] }

/** Plays Inngest's part over HTTP for one run of a function, without ever waiting: a retry comes at once. */
export async function runFunction(worker: App, options: RunOptions): Promise<Run> {
  const { app, functionId, event, onStep, answers = {}, thenFailure } = options
  const url = `http://${app}/api/inngest/${app}`
  const maxAttempts = await readMaxAttempts(worker, url, `${app}-${functionId}`)
  const run: Run = { runId: crypto.randomUUID(), status: 'completed', output: null, steps: {} }
  const sent = { ts: Date.now(), id: crypto.randomUUID(), ...event }
  const memos: Record<string, unknown> = {}
  const stack: string[] = []

  /** One call of the SDK. Without `fn_id` in `ctx` it never reports to a checkpoint API. */
  function call(stepId: string, attempt: number): Promise<Response> | Response {
    const ctx = {
      run_id: run.runId,
      attempt,
      max_attempts: maxAttempts,
      disable_immediate_execution: stepId !== 'step',
      use_api: false,
      stack: { stack, current: stack.length },
    }
    return worker.fetch(
      new Request(`${url}?fnId=${app}-${functionId}&stepId=${stepId}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-run-id': run.runId },
        body: JSON.stringify({ version: -1, event: sent, events: [sent], steps: memos, ctx }),
      }),
    )
  }

  async function attempt(stepId: string): Promise<Answer> {
    for (let tried = 0; ; tried++) {
      const isLast = tried + 1 >= maxAttempts
      const response = await call(stepId, tried)
      const text = await response.text()
      const body: unknown = text ? JSON.parse(text) : null

      if (response.status === 200) return { output: body }
      if (response.status !== 206) {
        if (isLast || response.headers.get('x-inngest-no-retry') === 'true') throw body
        continue
      }
      const ops = body as Op[]
      const isLost = await countTries(ops, tried)
      if (isLast || !(isLost || ops.some(({ op }) => op === 'StepError'))) return { ops }
    }
  }

  async function countTries(ops: Op[], tried: number): Promise<boolean> {
    const [executed] = ops.filter(({ op }) => op.startsWith('Step') && op !== 'StepPlanned')
    if (!executed) return false
    const name = executed.displayName
    run.steps[name] = (run.steps[name] ?? 0) + 1
    return (await onStep?.(name, tried)) === 'forget'
  }

  async function settle(op: Op): Promise<void> {
    if (op.op === 'StepPlanned') {
      const planned = await attempt(op.id)
      if ('ops' in planned) await Promise.all(planned.ops.map(settle))
      return
    }
    if (!op.op.startsWith('Step')) run.steps[op.displayName] = 1
    memos[op.id] = memoOf(op, answers[op.displayName])
    stack.push(op.id)
  }

  try {
    for (;;) {
      const answer = await attempt('step')
      if ('output' in answer) return { ...run, output: answer.output }
      await Promise.all(answer.ops.map(settle))
    }
  } catch (thrown) {
    const error = thrown as RunError
    const failed: Run = { ...run, status: 'failed', error }
    if (!thenFailure) return failed

    const data = {
      function_id: `${app}-${functionId}`,
      run_id: run.runId,
      error,
      event: sent,
      events: [sent],
    }
    const failure = { name: 'inngest/function.failed', data }
    return {
      ...failed,
      failure: await runFunction(worker, { app, functionId: `${functionId}-failure`, event: failure }),
    }
  }
}

function memoOf({ op, displayName, data, error }: Op, answer: unknown): unknown {
  switch (op) {
    case 'StepRun':
      return { data }
    case 'StepError':
    case 'StepFailed':
      return { error }
    case 'Sleep':
      return null
    case 'WaitForEvent':
      return answer ?? null
    case 'InvokeFunction':
      return { data: answer ?? null }
    default:
      throw new Error(`runFunction does not play ${op} (step ${displayName})`)
  }
}

async function readMaxAttempts(worker: App, url: string, fnId: string): Promise<number> {
  const response = await worker.fetch(
    new Request(url, {
      method: 'PUT',
      headers: { 'content-type': 'application/json', 'x-inngest-sync-kind': 'in_band' },
      body: JSON.stringify({ url }),
    }),
  )
  const { functions } = await response.json<{
    functions: { id: string; steps: { step: { retries?: { attempts: number } } } }[]
  }>()
  const found = functions.find(({ id }) => id === fnId)
  if (!found) throw new Error(`${fnId} is not served; there are ${functions.map(({ id }) => id).join(', ')}`)
  return (found.steps.step.retries?.attempts ?? 4) + 1
}
