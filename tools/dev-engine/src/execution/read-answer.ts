import type { Answer, Op } from './answer.ts'
import { findOpFault } from './find-op-fault.ts'
import { limits } from './limits.ts'
import { nameOf } from './name-of.ts'
import { isLarger, sizeOf } from './size-of.ts'

const COMPLETED = 200
const OPS = 206
const MOST_TEXT = 200

export async function readAnswer(response: Response): Promise<Answer> {
  const text = await response.text()
  const canRetry = response.headers.get('x-inngest-no-retry') !== 'true'
  const retryAfter = response.headers.get('retry-after')
  const failed = (error: unknown): Answer => ({ kind: 'failed', error, canRetry, retryAfter })
  if (isLarger(text, limits.responseBytes)) return failed(tooLarge)

  const body = parsed(text)
  const isSdk = response.headers.has('x-inngest-sdk')
  if (isSdk && response.status === COMPLETED) return { kind: 'done', output: body }
  if (isSdk && response.status === OPS && isOps(body)) {
    const fault = findOpFault(body)
    if (fault) return failed(appError(`the app did not answer as the Inngest SDK does: ${fault}`))
    const large = isLarger(text, limits.stepOutputBytes) ? findLargeOutput(body) : undefined
    if (large) return failed(appError(`step ${nameOf(large)}: step output size is greater than the limit`))
    return { kind: 'ops', ops: body, bytes: text.length, canRetry, retryAfter }
  }
  return failed(isSdk && isError(body) ? body : notTheSdk(response, text))
}

/** In the shape the SDK gives a function's own errors. */
export interface AppError {
  name: string
  message: string
  stack?: string
}

export function appError(message: string): AppError {
  return { name: 'Error', message }
}

// The server's code and words.
const tooLarge = {
  name: 'output_too_large',
  message: "Your function's response body exceeds the maximum size limit",
}

/** Something in front of the app, or an app that could not answer. */
function notTheSdk({ ok, status }: Response, text: string): AppError {
  if (ok) return appError(`the app did not answer as the Inngest SDK does: ${text.slice(0, MOST_TEXT)}`)
  const message = `Your server returned HTTP ${status} before the SDK responded.`
  return { name: 'Server returned a fatal error', message, stack: text.slice(0, MOST_TEXT) }
}

function findLargeOutput(ops: readonly Op[]): Op | undefined {
  return ops.find(({ data }) => sizeOf(data) > limits.stepOutputBytes)
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
