/** Ids and outcomes only: an entry never carries an event's payload. */
export interface LogEntry {
  level: 'info' | 'warn' | 'error'
  message: string
  [id: string]: unknown
}

export type Log = (entry: LogEntry) => void
