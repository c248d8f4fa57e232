import { env } from 'cloudflare:workers'

/** What a log line may carry: ids, counts and codes. There is no field for a body, a header or a secret. */
export type LogFields = {
  requestId?: string
  deliveryId?: string
  eventId?: string
  runId?: string
  functionId?: string
  orderId?: string
  teamId?: string
  source?: string
  type?: string
  shard?: number
  count?: number
  status?: number | string
  ageMs?: number
  durationMs?: number
  error?: unknown
}

const MESSAGE_MAX = 300

// Read here and not handed over, so that no line can be written without it. It is absent where a worker has no such binding.
const { id: version } = (env as { VERSION?: WorkerVersionMetadata }).VERSION ?? {}

type Level = 'info' | 'warn' | 'error'

function write(level: Level, message: string, { error, ...fields }: LogFields = {}): void {
  const line = {
    level,
    message,
    ...(version && { version }),
    ...fields,
    ...(error === undefined ? {} : { error: describe(error) }),
  }
  console[level](JSON.stringify(line))
}

/** One JSON object a line, which Workers Logs indexes by field. */
export const log = {
  info: (message: string, fields?: LogFields) => write('info', message, fields),
  warn: (message: string, fields?: LogFields) => write('warn', message, fields),
  error: (message: string, fields?: LogFields) => write('error', message, fields),
}

/** The first line of what lies at the bottom: Drizzle's own message quotes the query with its values. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown error'
  if (error.cause instanceof Error) return describe(error.cause)
  return `${error.name}: ${error.message.split('\n', 1)[0]?.slice(0, MESSAGE_MAX)}`
}
