import { createAdaptorServer } from '@hono/node-server'
import { Inngest } from 'inngest'
import { serve } from 'inngest/edge'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout } from 'node:timers/promises'
import type { RunReport } from '../src/index.ts'
import { seededRandom } from '../src/seeded-random.ts'
import { CLI } from './an-engine-process.ts'

const silent = { debug() {}, info() {}, warn() {}, error() {} }
const LIFE_MS = 120
const MOST_RUNS = 1000

/** An app with effects to count, and the events that are still to reach an engine. */
export async function aBusyHouse(seed: number) {
  const folder = mkdtempSync(join(tmpdir(), 'dev-engine-'))
  const random = seededRandom(seed)
  const engineUrl = `http://127.0.0.1:${await aFreePort()}`
  /** How often each step ran, by order and name. */
  const effects = new Map<string, number>()
  /** Steps that ran again though the engine had said that it knows them. */
  const doubled: string[] = []
  const known = new Set<string>()

  const client = new Inngest({
    id: 'shop',
    isDev: true,
    baseUrl: engineUrl,
    logger: silent,
    internalLogger: silent,
    fetch: async (input, init) => {
      const response = await fetch(input, init)
      const [, runId] = /checkpoint\/(\w+)\/async/.exec(String(input)) ?? []
      if (runId && response.ok) {
        const { steps } = JSON.parse(String(init?.body)) as { steps: { displayName: string }[] }
        for (const { displayName } of steps) known.add(`${runId} ${displayName}`)
      }
      return response
    },
  })
  const effect = (runId: string, order: number, name: string) => {
    const key = `${order} ${name}`
    effects.set(key, (effects.get(key) ?? 0) + 1)
    if (known.has(`${runId} ${name}`)) doubled.push(key)
  }
  const handler = serve({ client, functions: functionsOf(client, effect) })
  const app = createAdaptorServer({ fetch: handler })
  app.listen(0, '127.0.0.1')
  await once(app, 'listening')
  const appUrl = `http://127.0.0.1:${(app.address() as AddressInfo).port}/api/inngest`

  const start = () => startEngine(appUrl, engineUrl, folder)
  /** An order is sent until an engine says that it has it. */
  const place = async (order: number) => {
    const body = JSON.stringify({ name: 'shop/placed', id: `order-${order}`, data: { order } })
    await untilAnswered(`${engineUrl}/e/key`, { method: 'POST', body })
  }

  return {
    effects,
    doubled,
    place,
    start,
    /** One life: it ends at any moment, also before it has really begun. */
    async liveAndDie() {
      const engine = start()
      if (random() < 0.8) await engine.synced
      await setTimeout(random() * LIFE_MS)
      await engine.kill()
    },
    async runs(): Promise<RunReport[]> {
      const { data } = await untilAnswered(`${engineUrl}/v1/runs?limit=${MOST_RUNS}`)
      return data as RunReport[]
    },
    close() {
      if ('closeAllConnections' in app) app.closeAllConnections()
      app.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Asks again when no engine is there, or one that dies before it has answered. */
async function untilAnswered(url: string, init?: RequestInit): Promise<{ data?: unknown }> {
  for (;;) {
    const answer = await fetch(url, init)
      .then((response) => (response.ok ? (response.json() as Promise<{ data?: unknown }>) : null))
      .catch(() => null)
    if (answer) return answer
    await setTimeout(20)
  }
}

function functionsOf(inngest: Inngest, effect: (runId: string, order: number, name: string) => void) {
  const ship = inngest.createFunction({ id: 'ship' }, ({ event, runId, step }) =>
    step.run('post', () => effect(runId, orderOf(event), 'post')),
  )
  const fulfil = inngest.createFunction(
    { id: 'fulfil', triggers: [{ event: 'shop/placed' }] },
    async ({ event, runId, step }) => {
      const order = orderOf(event)
      await step.run('reserve', () => effect(runId, order, 'reserve'))
      await Promise.all(['charge', 'pack'].map((name) => step.run(name, () => effect(runId, order, name))))
      await step.sleep('nap', '1s')
      await step.invoke('ship', { function: ship, data: { order } })
      await step.sendEvent('tell', { name: 'shop/shipped', id: `shipped-${order}`, data: { order } })
    },
  )
  const tell = inngest.createFunction(
    { id: 'tell', triggers: [{ event: 'shop/shipped' }] },
    ({ event, runId, step }) => step.run('mail', () => effect(runId, orderOf(event), 'mail')),
  )
  return [ship, fulfil, tell]
}

function orderOf({ data }: { data: unknown }): number {
  return (data as { order: number }).order
}

function startEngine(appUrl: string, engineUrl: string, folder: string) {
  const state = join(folder, 'state.sqlite')
  const args = [
    CLI,
    '--app',
    appUrl,
    '--state',
    state,
    '--port',
    new URL(engineUrl).port,
    '--retry-delay',
    '1ms',
  ]
  // Without it most of a short life is spent on reading the same files again.
  const env = { ...process.env, NODE_COMPILE_CACHE: join(folder, 'cache') }
  const child: ChildProcess = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'ignore'], env })
  const exited = once(child, 'exit')
  const synced = Promise.withResolvers<void>()
  if (child.stdout) {
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.includes('"app synced"')) synced.resolve()
    })
  }
  void exited.then(() => synced.resolve())
  return {
    synced: synced.promise,
    async kill() {
      child.kill('SIGKILL')
      await exited
    },
  }
}

async function aFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
