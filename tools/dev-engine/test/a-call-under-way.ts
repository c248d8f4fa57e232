import { onTestFinished } from 'vitest'
import { createEngine, virtualClock } from '../src/index.ts'
import { anApp } from './an-app.ts'
import { startOfTest } from './an-engine.ts'

const triggers = [{ event: 'shop/placed' }]

/** An engine, and a call of its that is under way: what it may tell of itself, and how it ends. */
export async function aCallUnderWay() {
  const begun = Promise.withResolvers<{ qi_id: string; generation_id: number }>()
  const end = Promise.withResolvers<Response>()
  const app = anApp('shop', (inngest) => [inngest.createFunction({ id: 'f', triggers, retries: 1 }, () => 1)])
  const attempts: number[] = []
  const engine = await createEngine({
    apps: [
      {
        url: app.url,
        checkpointing: true,
        fetch: async (request) => {
          if (request.method !== 'POST') return app.fetch(request)
          const { ctx } = (await request.json()) as {
            ctx: { qi_id: string; generation_id: number; attempt: number }
          }
          attempts.push(ctx.attempt)
          if (ctx.attempt > 0) begun.resolve(ctx)
          return attempts.length === 2 ? end.promise : new Response('', { status: 500 })
        },
      },
    ],
    clock: virtualClock({ start: startOfTest }),
    retryDelay: '1s',
  })
  onTestFinished(() => engine.close())
  await engine.sync()
  await engine.send({ name: 'shop/placed' })
  const living = engine.runUntilIdle()
  const call = await begun.promise
  const [run] = engine.runs.find()
  const post = async (body: object, runId = run?.run_id) => {
    const url = `http://engine.test/v1/checkpoint/${runId}/async`
    const text = JSON.stringify({ ...call, ...body })
    return (await engine.fetch(new Request(url, { method: 'POST', body: text }))).status
  }
  return { engine, call, post, living, attempts, fail: () => end.resolve(new Response('', { status: 500 })) }
}
