import { DomainError } from '@repo/worker-kit/errors'

/** A file that nobody can read out: the same bytes will never be, so nobody should retry. */
export class Unreadable extends DomainError {
  constructor(reason: string) {
    super('invalid', reason)
  }
}
