import type { Answer, Op } from './answer.ts'

const COMPLETED = 200
const OPS = 206

export async function readAnswer(response: Response): Promise<Answer> {
  const text = await response.text()
  const body = parsed(text)
  const canRetry = response.headers.get('x-inngest-no-retry') !== 'true'
  const retryAfter = response.headers.get('retry-after')

  const isSdk = response.headers.has('x-inngest-sdk')
  if (isSdk && response.status === COMPLETED) return { kind: 'done', output: body }
  if (isSdk && response.status === OPS && isOps(body)) return { kind: 'ops', ops: body, canRetry, retryAfter }
  const error = isError(body) ? body : appError(`the app answered ${response.status}: ${text.slice(0, 200)}`)
  return { kind: 'failed', error, canRetry, retryAfter }
}

/** In the shape the SDK gives a function's own errors. */
export function appError(message: string) {
  return { name: 'Error', message }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isOps(body: unknown): body is Op[] {
  return Array.isArray(body)
}

function isError(body: unknown): boolean {
  return typeof body === 'object' && body !== null && 'message' in body
}
