import type { InvocationPayload } from '../events/invocation.ts'

/** An operation the app reports: something it did, or something it wants done. */
export interface Op {
  id: string
  op: string
  name?: string
  displayName?: string
  data?: unknown
  error?: unknown
  /** When it began and how long it took, in nanoseconds. */
  timing?: { a: number; b: number }
  opts?: {
    parallelMode?: string
    if?: string
    timeout?: string
    function_id?: string
    payload?: InvocationPayload
  }
}

/** What a call to the app came to. */
export type Answer =
  | { kind: 'done'; output: unknown }
  | { kind: 'ops'; ops: Op[]; bytes: number; canRetry: boolean; retryAfter: string | null }
  | { kind: 'failed'; error: unknown; canRetry: boolean; retryAfter: string | null }
