import { vi } from 'vitest'

/** Answers of the engine by path, without the query. What is not named is not known to it. */
export function stubEngine(answers: Record<string, unknown> = {}) {
  return vi.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) => {
    const { pathname } = new URL(new Request(input, init).url)
    const data = answers[pathname]
    return data === undefined ? new Response('unknown', { status: 404 }) : Response.json({ data })
  })
}

/** A run of one step, as the laptop's engine tells it. */
export function aRun({ steps, ...run }: { steps?: object[]; [field: string]: unknown } = {}) {
  return {
    run_id: `run-${crypto.randomUUID()}`,
    function_id: 'billing-stripe-webhook',
    event_id: 'event-1',
    status: 'Completed',
    run_started_at: '2026-11-23T10:00:00.000Z',
    ended_at: '2026-11-23T10:00:02.500Z',
    output: { secret: 'output-of-the-run' },
    executions: 4,
    steps: steps ?? [aStep()],
    ...run,
  }
}

export function aStep(step: object = {}) {
  return {
    id: 'a94a8fe5',
    name: 'place-order',
    op: 'StepRun',
    status: 'Completed',
    attempts: 1,
    started_at: '2026-11-23T10:00:00.000Z',
    ended_at: '2026-11-23T10:00:00.120Z',
    ...step,
  }
}
