import { createAdaptorServer } from '@hono/node-server'
import { serve } from 'inngest/edge'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, it, onTestFinished } from 'vitest'
import type { RunReport } from '../src/index.ts'
import { aClient, type DefineFunctions } from './an-app.ts'

const CLI = join(import.meta.dirname, '../src/cli.ts')

async function anAppOnAPort(define: DefineFunctions): Promise<string> {
  const client = aClient('shop')
  const handler = serve({ client, functions: define(client) })
  const server = createAdaptorServer({ fetch: handler })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/inngest`
}

function aStateFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'dev-engine-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return join(folder, 'state.sqlite')
}

/** The engine as a process, known only by its log and its port. */
function start(appUrl: string, state: string, port = 0) {
  const args = [CLI, '--app', appUrl, '--state', state, '--port', String(port), '--retry-delay', '1ms']
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  const lines: Record<string, unknown>[] = []
  const log = createInterface({ input: child.stdout })
  log.on('line', (line) => lines.push(JSON.parse(line)))

  const said = async (message: string) => {
    for (;;) {
      const found = lines.find((line) => line['message'] === message)
      if (found) return found
      await once(log, 'line')
    }
  }
  return {
    child,
    lines,
    said,
    url: async () => String((await said('listening, for laptops and tests, never for production'))['url']),
    async kill(signal: NodeJS.Signals) {
      const exited = once(child, 'exit')
      child.kill(signal)
      return exited
    },
  }
}

async function send(url: string, event: { name: string; data?: object }) {
  await fetch(`${url}/e/key`, { method: 'POST', body: JSON.stringify(event) })
}

async function get(url: string): Promise<unknown> {
  const { data } = (await (await fetch(url)).json()) as { data: unknown }
  return data
}

/** The one run's steps have these statuses. */
async function until(engine: ReturnType<typeof start>, statuses: string[]) {
  const url = await engine.url()
  for (;;) {
    const [run] = (await get(`${url}/v1/runs`)) as RunReport[]
    if (String(run?.steps.map(({ status }) => status)) === String(statuses)) return
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

it('goes on after kill -9 in the middle of a step and in the middle of a sleep', async () => {
  const calls = { before: 0, during: 0, parallel: 0, after: 0 }
  const isDuring = Promise.withResolvers<void>()
  const appUrl = await anAppOnAPort((inngest) => [
    inngest.createFunction({ id: 'long', triggers: [{ event: 'shop/placed' }] }, async ({ step }) => {
      await step.run('before', () => void calls.before++)
      await step.run('during', async () => {
        calls.during++
        isDuring.resolve()
        // The first engine dies while it waits for this.
        if (calls.during === 1) await new Promise((resolve) => setTimeout(resolve, 500))
      })
      await Promise.all([step.run('parallel', () => void calls.parallel++), step.sleep('nap', '1s')])
      await step.run('after', () => void calls.after++)
      return 'survived'
    }),
  ])
  const state = aStateFile()

  const first = start(appUrl, state)
  await first.said('app synced')
  await send(await first.url(), { name: 'shop/placed', data: { secret: 'payload' } })
  await isDuring.promise
  await first.kill('SIGKILL')

  const second = start(appUrl, state)
  await until(second, ['Completed', 'Completed', 'Completed', 'Sleeping'])
  await second.kill('SIGKILL')

  const third = start(appUrl, state)
  await third.said('run finished')
  const runs = await get(`${await third.url()}/v1/runs`)

  expect(runs).toMatchObject([{ status: 'Completed', output: 'survived' }])
  expect(calls).toEqual({ before: 1, during: 2, parallel: 1, after: 1 })
  expect(JSON.stringify([...first.lines, ...second.lines, ...third.lines])).not.toContain('payload')
  await third.kill('SIGTERM')
}, 15_000)

it('keeps retries, event ids and counts over a restart', async () => {
  let attempts = 0
  const appUrl = await anAppOnAPort((inngest) => [
    inngest.createFunction({ id: 'flaky', triggers: [{ event: 'shop/placed' }] }, ({ attempt }) => {
      attempts++
      if (attempt === 0) throw Object.assign(new Error('busy'), { name: 'RetryAfterError', retryAfter: '1' })
      return 'done'
    }),
  ])
  const state = aStateFile()
  const event = { name: 'shop/placed', id: 'order-7' }

  const first = start(appUrl, state)
  await first.said('app synced')
  await send(await first.url(), event)
  await first.said('attempt failed')
  await first.kill('SIGKILL')

  const second = start(appUrl, state)
  await second.said('run finished')
  const url = await second.url()
  await send(url, event)
  const runs = await get(`${url}/v1/runs`)
  const executions = await get(`${url}/v1/executions`)

  expect(runs).toMatchObject([{ status: 'Completed', output: 'done' }])
  expect(attempts).toBe(2)
  expect(executions).toEqual({ total: 1, functions: { 'shop-flaky': 1 } })
}, 15_000)

it('stops with exit code 0 when asked to, and leaves the state file to the next', async () => {
  const appUrl = await anAppOnAPort(() => [])
  const state = aStateFile()

  const first = start(appUrl, state)
  await first.url()
  expect(await first.kill('SIGTERM')).toEqual([0, null])

  const second = start(appUrl, state)
  await second.url()
  expect(await second.kill('SIGINT')).toEqual([0, null])
}, 15_000)

it('waits for an app that is not there yet', async () => {
  const server = createAdaptorServer({ fetch: () => new Response('', { status: 404 }) })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')

  const engine = start(`http://127.0.0.1:${port}/api/inngest`, aStateFile())
  expect((await engine.said('app not synced'))['reason']).toContain('ECONNREFUSED')

  const client = aClient('shop')
  const late = createAdaptorServer({ fetch: serve({ client, functions: [] }) })
  late.listen(port, '127.0.0.1')
  onTestFinished(() => void late.close())
  await engine.said('app synced')
  expect(engine.lines.filter(({ message }) => message === 'app not synced')).toHaveLength(1)
}, 15_000)

it('says in one sentence that the state file or the port is taken', async () => {
  const appUrl = await anAppOnAPort(() => [])
  const state = aStateFile()
  const running = start(appUrl, state)
  const { port } = new URL(await running.url())

  expect(await complaintOf(start(appUrl, state))).toBe(
    `dev-engine: state file ${state} belongs to another dev-engine\n`,
  )
  expect(await complaintOf(start(appUrl, aStateFile(), Number(port)))).toBe(
    `dev-engine: port ${port} on 127.0.0.1 is already in use\n`,
  )
  const bogus = spawn(process.execPath, [CLI, '--bogus'])
  expect(await complaintOf({ child: bogus })).toBe("dev-engine: Unknown option '--bogus'\n")
}, 15_000)

async function complaintOf({ child }: { child: ReturnType<typeof spawn> }): Promise<string> {
  let complaint = ''
  child.stderr?.on('data', (text) => (complaint += text))
  const [code] = await once(child, 'close')
  expect(code).toBe(1)
  return complaint
}
