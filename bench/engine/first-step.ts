import { Inngest } from 'inngest'
import { serve } from 'inngest/edge'
import { createEngine } from '../../tools/dev-engine/src/index.ts'
import { listen } from '../../tools/dev-engine/src/node/index.ts'

const SENDS = 200
const WARM_UP = 50
const silent = { debug() {}, info() {}, warn() {}, error() {} }

/** From `POST /e` to the first line of the first step, over HTTP and in real time; an engine of this process, one event after the other. */
export async function firstStep(): Promise<void> {
  const inngest = new Inngest({ id: 'bench', isDev: true, logger: silent, internalLogger: silent })
  let begun = Promise.withResolvers<number>()
  const first = inngest.createFunction({ id: 'first', triggers: [{ event: 'bench/sent' }] }, ({ step }) =>
    step.run('first', () => begun.resolve(performance.now())),
  )
  const handler = serve({ client: inngest, functions: [first] })
  const apps = [{ url: 'http://bench.test/api/inngest', fetch: async (request: Request) => handler(request) }]
  const engine = await createEngine({ apps })
  const url = await listen(engine, { port: 0 })
  await engine.sync()

  const took: number[] = []
  for (let sent = 0; sent < SENDS + WARM_UP; sent++) {
    begun = Promise.withResolvers()
    const sentAt = performance.now()
    const accepted = fetch(`${url}/e/bench`, { method: 'POST', body: '{"name":"bench/sent","data":{}}' })
    const ms = (await begun.promise) - sentAt
    await (await accepted).text()
    await engine.whenIdle()
    if (sent >= WARM_UP) took.push(ms)
  }
  await engine.close()

  const sorted = took.toSorted((a, b) => a - b)
  const at = (share: number) => (sorted[Math.floor(share * sorted.length)] ?? Number.NaN).toFixed(1)
  console.log(
    `event to first step            p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, real time, ${SENDS} events`,
  )
}
