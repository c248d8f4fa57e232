import { type Refusal, REFUSALS } from './answers.ts'

type Operation = {
  operationId?: string
  parameters?: unknown[]
  requestBody?: unknown
  responses: Record<string, unknown>
}

type Description = { paths?: Record<string, object> }

const PROBLEM = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } }
const OF_A_BODY: Refusal[] = [400, 413, 415, 422]

/** The description with what no route has to say of itself: a name for each operation, and how every door of ours refuses input. */
export function completeDescription<Given extends Description>(description: Given): Given {
  for (const [path, methods] of Object.entries(description.paths ?? {})) {
    for (const [method, operation] of Object.entries(methods as Record<string, Operation>)) {
      operation.operationId = nameOf(method, path)
      for (const status of refusalsOf(operation)) {
        operation.responses[status] ??= { description: REFUSALS[status], content: PROBLEM }
      }
    }
  }
  return description
}

function refusalsOf({ requestBody, parameters }: Operation): Refusal[] {
  if (requestBody) return [...OF_A_BODY, 500]
  return parameters ? [422, 500] : [500]
}

/** `POST /v1/deliveries/{id}/replay` becomes `postDeliveriesByIdReplay`. */
function nameOf(method: string, path: string): string {
  const words = path
    .replace('/v1/', '')
    .replaceAll(/\{(\w+)\}/g, 'by/$1')
    .split('/')
  return method + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')
}
