import { z } from '@hono/zod-openapi'

const Problem = z
  .object({
    status: z.int(),
    code: z.string(),
    detail: z.string(),
    field: z.string().optional(),
    limit: z.string().optional(),
    requestId: z.string(),
  })
  .openapi('Problem')

export const REFUSALS = {
  400: 'The body is not JSON.',
  401: 'There is no token, or it is not known.',
  403: 'The token lacks the scope `operator`.',
  404: 'It does not exist, or no longer.',
  409: 'It is not as the request believes.',
  413: 'The body is too large.',
  415: 'The body’s content type is not `application/json`.',
  422: 'The input is wrong; the problem names the field.',
  500: 'Something broke on our side; the request id leads us to it.',
  503: 'Something that is needed does not answer now.',
}

export type Refusal = keyof typeof REFUSALS

/** An answer in JSON, beside the refusals that the route may give. */
export function answers<Status extends number, Schema extends z.ZodType>(
  status: Status,
  description: string,
  schema: Schema,
  refusals: Refusal[] = [],
) {
  const refused = [401, 403, ...refusals].map((code) => [
    code,
    {
      description: REFUSALS[code as Refusal],
      content: { 'application/problem+json': { schema: Problem } },
    },
  ])
  return {
    ...(Object.fromEntries(refused) as object),
    [status]: { description, content: { 'application/json': { schema } } },
  } as { [S in Status]: { description: string; content: { 'application/json': { schema: Schema } } } }
}

/** Every route of an operator's asks for the token. */
export const security = [{ operator: [] }]

export const jsonBody = <Schema extends z.ZodType>(schema: Schema) => ({
  required: true as const,
  content: { 'application/json': { schema } },
})

export const IdParam = z.object({ id: z.string().min(1).max(600) })
