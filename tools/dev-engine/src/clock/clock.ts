export interface Clock {
  /** Milliseconds since 1970. */
  now(): number
  /** Calls `fn` once, not before `at`. Returns what cancels it. Nobody waits for a timer in the background. */
  setTimer(at: number, fn: () => void, options?: { isBackground?: boolean }): () => void
}
