import { parseArgs } from 'node:util'
import type { AppReport } from '../reports/app-report.ts'
import type { EventReport } from '../reports/event-report.ts'
import type { RunReport } from '../reports/run-report.ts'
import { askEngine } from './ask-engine.ts'
import { describeRun, describeSteps } from './describe-run.ts'

export type Command = (args: readonly string[], print: (line: string) => void) => Promise<void>

const DEFAULT_ENGINE = 'http://127.0.0.1:8288'

const commands: Record<string, Command> = {
  apps: async (args, print) => {
    const { engine } = read(args, [])
    for (const app of (await askEngine(engine, { path: '/v1/apps' })) as AppReport[]) {
      print(`${app.url}  ${app.error ?? `${app.app_id}, ${app.functions.length} functions`}`)
      for (const { id } of app.functions) print(`  ${id}`)
    }
  },
  events: async (args, print) => {
    const { engine, flags } = read(args, [])
    const query = { name: flags['name'], limit: flags['limit'] }
    const events = (await askEngine(engine, { path: '/v1/events', query })) as EventReport[]
    for (const { internal_id, name, received_at, data } of events) {
      print(`${internal_id}  ${received_at}  ${name}  ${JSON.stringify(data)}`)
    }
  },
  runs: async (args, print) => {
    const { engine, flags } = read(args, [])
    const query = { function_id: flags['function'], status: flags['status'], limit: flags['limit'] }
    const runs = (await askEngine(engine, { path: '/v1/runs', query })) as RunReport[]
    for (const run of runs) print(describeRun(run))
  },
  run: async (args, print) => {
    const { engine, id } = read(args, ['RUN'])
    const run = (await askEngine(engine, { path: `/v1/runs/${id}` })) as RunReport
    print(describeRun(run))
    for (const line of describeSteps(run)) print(line)
  },
  send: async (args, print) => {
    const { engine, id: name, json: data } = read(args, ['NAME'])
    const { ids } = (await askEngine(engine, { method: 'POST', path: '/e/cli', body: { name, data } })) as {
      ids: string[]
    }
    for (const eventId of ids) print(eventId)
  },
  cancel: async (args, print) => {
    const { engine, id } = read(args, ['RUN'])
    await askEngine(engine, { method: 'DELETE', path: `/v1/runs/${id}` })
    print(`cancelled ${id}`)
  },
  rerun: async (args, print) => {
    const { engine, id } = read(args, ['RUN'])
    const { run_id } = (await askEngine(engine, { method: 'POST', path: `/v1/runs/${id}/rerun` })) as {
      run_id: string
    }
    print(run_id)
  },
  invoke: async (args, print) => {
    const { engine, id, json: data } = read(args, ['FUNCTION'])
    const question = { method: 'POST', path: `/v1/functions/${id}/invoke`, body: { data } } as const
    const { run_id } = (await askEngine(engine, question)) as { run_id: string | null }
    print(run_id ?? 'flow control kept it from starting')
  },
}

export function findCommand(name: string | undefined): Command | undefined {
  return name === undefined || !Object.hasOwn(commands, name) ? undefined : commands[name]
}

/** Throws, in one sentence, on what it cannot read. */
function read(args: readonly string[], expected: readonly string[]) {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      engine: { type: 'string', default: DEFAULT_ENGINE },
      name: { type: 'string' },
      function: { type: 'string' },
      status: { type: 'string' },
      limit: { type: 'string' },
    },
  })
  const [id = '', json = '{}'] = positionals
  if (expected[0] && id === '') throw new Error(`name the ${expected[0]}`)
  const { engine, ...flags } = values
  return { engine, flags: flags as Record<string, string | undefined>, id, json: readJson(json) }
}

function readJson(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value }
  } catch {
    // The same complaint follows.
  }
  throw new Error(`${text} is not a JSON object`)
}
