export type DomainErrorCode =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'too_large'
  | 'too_slow'
  | 'too_many'
  | 'unavailable'

export type ErrorDetails = {
  /** The input that is wrong, as the caller wrote it: `lines[0].quantity`. */
  field?: string
  /** The bound that was crossed, with its unit. */
  limit?: string
  /** What is there already, where two cannot be. */
  existingId?: string
  /** When to try again; set it and the error is worth a retry. */
  retryAfterSeconds?: number
}

/** A rule of ours was broken. Without `retryAfterSeconds` the same request will break it again, so nobody should retry. */
export class DomainError extends Error {
  readonly code: DomainErrorCode
  readonly details: ErrorDetails

  constructor(code: DomainErrorCode, message: string, details: ErrorDetails = {}) {
    super(message)
    this.name = new.target.name
    this.code = code
    this.details = details
  }
}

/** A setting that production needs is absent: named at its first use, never replaced by a default. */
export class MissingSetting extends DomainError {
  constructor(name: string) {
    super('unavailable', `the setting ${name} is missing`, { retryAfterSeconds: 60 })
  }
}

/** The value of a required setting, or an error that names it. */
export function requireSetting<Env extends object>(env: Env, name: keyof Env & string): string {
  const value: unknown = env[name]
  if (typeof value !== 'string' || value === '') throw new MissingSetting(name)
  return value
}
