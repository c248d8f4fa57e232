/** Ids, counts and codes. There is no field for a body, a header or a key. */
export type LogLine = {
  level: 'info' | 'error'
  message: string
  requestId?: string
  eventId?: string
  type?: string
  method?: string
  path?: string
  status?: number
  replayed?: boolean
  durationMs?: number
  error?: string
}

export type Log = (line: LogLine) => void

/** One JSON object a line, marked so that nobody takes it for Stripe. */
export const log: Log = (line) => {
  process.stdout.write(`${JSON.stringify({ ...line, double: 'stripe' })}\n`)
}
