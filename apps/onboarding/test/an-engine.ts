import { createEngine, type Engine, virtualClock } from '@repo/dev-engine'
import { serveOnly } from '@repo/testing/serve-only'
import { onTestFinished } from 'vitest'
import { here } from './run.ts'

type EngineSettings = {
  /** The functions that take part, by their names. */
  functions: string[]
  /** Where its time begins; by default now. The SDK dates what it sends by the real time, so an earlier engine would keep that back. */
  start?: Date
  /** How many calls at once. */
  parallel?: number
}

/** An engine in virtual time that runs these functions of the worker. What the worker sends comes to its `fetch`. */
export async function anEngine({
  functions,
  start = new Date(),
  parallel = 1,
}: EngineSettings): Promise<Engine> {
  const ids = functions.map((name) => `onboarding-${name}`)
  const fetch = async (request: Request) => {
    const answer = await here.fetch(request)
    return request.method === 'PUT' ? serveOnly(answer, ids) : answer
  }
  const url = 'http://onboarding/api/inngest/onboarding'
  const engine = await createEngine({ apps: [{ url, fetch }], clock: virtualClock({ start }), parallel })
  onTestFinished(() => engine.close())
  await engine.sync()
  return engine
}
