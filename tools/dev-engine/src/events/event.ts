export interface NewEvent {
  name: string
  data?: Record<string, unknown> | null
  id?: string
  /** Milliseconds since 1970; in the future, it delays the run. */
  ts?: number
  user?: Record<string, unknown>
  v?: string
}

export interface StoredEvent {
  internalId: string
  /** The sender's own id, or the internal one. */
  id: string
  name: string
  /** `null` when it was sent without. */
  data: Record<string, unknown> | null
  ts: number
  user: Record<string, unknown>
  v: string | null
  receivedAt: number
}
