import { zValidator } from '@hono/zod-validator'
import type { ValidationTargets } from 'hono'
import type { ZodError, ZodType } from 'zod'
import { DomainError } from './errors.ts'

/** Validates one part of a request; what is wrong is answered 422 with the field's path and the schema's own words. */
export const input = <Target extends keyof ValidationTargets, Schema extends ZodType>(
  target: Target,
  schema: Schema,
) =>
  zValidator(target, schema, (result) => {
    if (!result.success) throw inputRefused(result.error)
  })

/** The first thing that is wrong, as our error; the field is `body` where all of it is, such as a list in place of an object. */
export function inputRefused(error: Pick<ZodError, 'issues'>): DomainError {
  const issue = error.issues[0]
  const field = path(
    issue?.code === 'unrecognized_keys' ? [...issue.path, ...issue.keys.slice(0, 1)] : (issue?.path ?? []),
  )
  return new DomainError('invalid', issue?.message ?? 'the input is invalid', { field: field || 'body' })
}

function path(parts: readonly PropertyKey[]): string {
  return parts.reduce<string>(
    (soFar, part) =>
      typeof part === 'number' ? `${soFar}[${part}]` : soFar ? `${soFar}.${String(part)}` : String(part),
    '',
  )
}
