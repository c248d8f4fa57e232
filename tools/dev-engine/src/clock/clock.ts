export interface Clock {
  /** Milliseconds since 1970. */
  now(): number
  /** Calls `fn` once, not before `at`. Returns what cancels it. */
  setTimer(at: number, fn: () => void): () => void
}
