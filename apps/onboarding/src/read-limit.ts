import { DomainError } from '@repo/worker-kit/errors'

const MAX = 1_000

/** A setting that says how many at once. Anything else than a number would be no limit at all, so the worker does not start with it. */
export function readLimit(name: string, value: string): number {
  const limit = Number(value)
  if (Number.isInteger(limit) && limit >= 1 && limit <= MAX) return limit
  throw new DomainError('invalid', `${name} is a whole number from 1 to ${MAX}, not ${value}`, {
    field: name,
  })
}
