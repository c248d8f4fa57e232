import { setTimeout as wait } from 'node:timers/promises'
import type { Context } from 'hono'
import { inTransaction } from '../store/in-transaction.ts'
import { findSavedAnswer, type SavedAnswer, saveAnswer } from '../store/saved-answers.ts'
import type { Cause, DoubleEnv, World } from '../world.ts'
import { Params } from './params.ts'
import { InvalidParam, StripeError } from './stripe-error.ts'

type Execute = (params: Params, cause: Cause) => object

const KEY_LENGTH_MAX = 255

/** https://docs.stripe.com/api/idempotent_requests: what a key did, and the memory of it, are committed together. */
export async function answerOnce(c: Context<DoubleEnv>, execute: Execute): Promise<Response> {
  const { env: world } = c
  const key = c.req.header('idempotency-key')
  const release = key === undefined ? undefined : occupy(world, key)
  try {
    const encoded = await c.req.text()
    await wait(world.answerDelayMs)
    const requestId = c.get('requestId')
    const run = () => runRequest(execute, encoded, { requestId, idempotencyKey: key ?? null })
    if (key === undefined) return toResponse(inTransaction(world.db, run))

    const fingerprint = fingerprintOf(c.req.method, c.req.path, encoded)
    const answer = inTransaction(world.db, (): SavedAnswer => {
      const saved = findSavedAnswer(world.db, key, world.now())
      if (saved) return sameRequest(saved, fingerprint, key)
      const fresh = { ...run(), fingerprint, requestId }
      saveAnswer(world.db, key, fresh, world.now())
      return fresh
    })
    const replayed = answer.requestId !== requestId
    return toResponse(answer, {
      'idempotency-key': key,
      'original-request': answer.requestId,
      ...(replayed && { 'idempotent-replayed': 'true' }),
    })
  } finally {
    release?.()
  }
}

// Held in memory only: a restart in the middle of a request frees its key, as nothing was committed.
function occupy({ keysInUse }: World, key: string): () => void {
  if (key.length > KEY_LENGTH_MAX) {
    const message = `Idempotency keys can only be up to ${KEY_LENGTH_MAX} characters long.`
    throw new StripeError(400, { type: 'invalid_request_error', message })
  }
  if (keysInUse.has(key)) {
    const message = `Another request with the idempotency key '${key}' is still in progress. Try again later.`
    throw new StripeError(409, { type: 'invalid_request_error', code: 'idempotency_key_in_use', message })
  }
  keysInUse.add(key)
  return () => keysInUse.delete(key)
}

function runRequest(execute: Execute, encoded: string, cause: Cause): { status: number; body: string } {
  try {
    return { status: 200, body: JSON.stringify(execute(new Params(encoded), cause)) }
  } catch (error) {
    // A refusal that comes from running the request, such as a declined card, is its result and is kept.
    if (!(error instanceof StripeError) || error instanceof InvalidParam) throw error
    return { status: error.status, body: JSON.stringify({ error: error.body }) }
  }
}

function sameRequest(saved: SavedAnswer, fingerprint: string, key: string): SavedAnswer {
  if (saved.fingerprint === fingerprint) return saved
  const message = `The idempotency key '${key}' was first used with another endpoint or other parameters. Use a new key for a new request.`
  throw new StripeError(400, { type: 'idempotency_error', message })
}

function fingerprintOf(method: string, path: string, encoded: string): string {
  const params = new URLSearchParams(encoded)
  params.sort()
  return `${method} ${path} ${params.toString()}`
}

function toResponse(
  answer: { status: number; body: string },
  headers: Record<string, string> = {},
): Response {
  return new Response(answer.body, {
    status: answer.status,
    headers: { 'content-type': 'application/json', ...headers },
  })
}
