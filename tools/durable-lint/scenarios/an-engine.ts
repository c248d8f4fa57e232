import { createEngine, virtualClock } from '@repo/dev-engine'
import { Inngest, type InngestFunction } from 'inngest'
import { serve } from 'inngest/edge'
import { onTestFinished } from 'vitest'

const silent = { debug() {}, info() {}, warn() {}, error() {} }
const MINUTE_MS = 60_000

type Define = (inngest: Inngest) => InngestFunction.Like[]

/** The functions of a shop, served by the SDK. */
export function anApp(define: Define): (request: Request) => Promise<Response> {
  const client = new Inngest({ id: 'shop', isDev: true, logger: silent, internalLogger: silent })
  const handler = serve({ client, functions: define(client) })
  return async (request) => handler(request)
}

export const anEngine = (define: Define) => anEngineFor(anApp(define))

/** An embedded engine for apps, whose clock only moves when it is told to; a failed step is tried again after a second. */
export async function anEngineFor(...answers: ((request: Request) => Promise<Response>)[]) {
  const clock = virtualClock({ start: '2036-01-01T00:00:00Z' })
  const apps = answers.map((fetch, i) => ({ url: `http://shop-${i}.test/api/inngest`, fetch }))
  const engine = await createEngine({
    apps,
    clock,
    parallel: 100,
    random: () => 0.5,
    retryDelay: '1s',
  })
  onTestFinished(() => engine.close())
  const synced = await engine.sync().then(
    () => true,
    () => false,
  )

  const pass = (ms: number) => engine.advance(ms)
  return {
    engine,
    /** Whether the engine knows the app's functions. */
    synced,
    now: () => clock.now(),
    pass,
    /** Sends an event and lets ten minutes pass, retries included. */
    send: async (name: string, data: Record<string, unknown> = {}) => {
      const { ids } = await engine.send({ name, data })
      await engine.whenIdle()
      for (let minute = 0; minute < 10; minute++) await pass(MINUTE_MS)
      return ids
    },
  }
}
