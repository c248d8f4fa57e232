import { parseArgs } from 'node:util'
import { parseDuration } from '../execution/parse-duration.ts'

export interface Flags {
  apps: string[]
  port: number
  host: string
  state: string
  retryDelay: string | undefined
}

export const usage = `dev-engine --app URL [--app URL ...]

  --app URL          where an app serves its Inngest functions, repeatable
  --port 8288        0 takes any free one
  --host 127.0.0.1
  --state FILE       default .dev-engine/state.sqlite
  --retry-delay 1s   instead of the server's backoff

To an engine that runs:

dev-engine apps                            what it serves
dev-engine events [--name NAME]            the newest events
dev-engine runs [--function ID] [--status Running]
dev-engine run RUN                         a run and its steps
dev-engine send NAME ['{"order":7}']       an event with this data
dev-engine cancel RUN
dev-engine rerun RUN                       once more for the same events
dev-engine invoke FUNCTION ['{"order":7}']

  --engine URL       default http://127.0.0.1:8288
  --limit 20         of events and runs

An embedded engine for laptops and tests. Never for production.
`

/** Throws, in one sentence, on what it cannot read. */
export function readFlags(args: readonly string[]): Flags | 'help' {
  const { values } = parseArgs({
    args: [...args],
    options: {
      app: { type: 'string', multiple: true, default: [] },
      port: { type: 'string', default: '8288' },
      host: { type: 'string', default: '127.0.0.1' },
      state: { type: 'string', default: '.dev-engine/state.sqlite' },
      'retry-delay': { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return 'help'

  const retryDelay = values['retry-delay']
  if (retryDelay !== undefined) parseDuration(retryDelay)
  if (values.app.length === 0) throw new Error('name at least one app with --app URL')
  return {
    apps: values.app.map(readUrl),
    port: readPort(values.port),
    host: values.host,
    state: values.state,
    retryDelay,
  }
}

function readUrl(url: string): string {
  if (!/^https?:\/\//.test(url) || !URL.canParse(url)) throw new Error(`--app ${url} is not a URL`)
  return url
}

function readPort(port: string): number {
  if (!/^\d+$/.test(port) || Number(port) > 65_535) throw new Error(`--port ${port} is not a port`)
  return Number(port)
}
