import { createAdaptorServer } from '@hono/node-server'
import { serve } from 'inngest/edge'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { onTestFinished } from 'vitest'
import type { RunReport } from '../src/index.ts'
import { aClient, type DefineFunctions } from './an-app.ts'

export const CLI = join(import.meta.dirname, '../src/cli.ts')

export async function anAppOnAPort(define: DefineFunctions): Promise<string> {
  const client = aClient('shop')
  const handler = serve({ client, functions: define(client) })
  const server = createAdaptorServer({ fetch: handler })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/inngest`
}

export function aStateFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'dev-engine-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return join(folder, 'state.sqlite')
}

/** The engine as a process, known only by its log and its port. */
export function start(appUrl: string, state: string, port = 0) {
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

export async function send(url: string, event: { name: string; data?: object }) {
  await fetch(`${url}/e/key`, { method: 'POST', body: JSON.stringify(event) })
}

export async function get(url: string): Promise<unknown> {
  const { data } = (await (await fetch(url)).json()) as { data: unknown }
  return data
}

/** The steps of the oldest run have these statuses. */
export async function until(engine: ReturnType<typeof start>, statuses: string[]) {
  const url = await engine.url()
  for (;;) {
    const runs = (await get(`${url}/v1/runs`)) as RunReport[]
    const run = runs.at(-1)
    if (String(run?.steps.map(({ status }) => status)) === String(statuses)) return
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}
