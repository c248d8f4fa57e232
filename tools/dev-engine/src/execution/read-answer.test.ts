import { expect, it } from 'vitest'
import { readAnswer } from './read-answer.ts'

const headers = { 'x-inngest-sdk': 'js:v4.24.0' }

it('reads a result', async () => {
  expect(await readAnswer(Response.json({ ok: 1 }, { headers }))).toEqual({ kind: 'done', output: { ok: 1 } })
})

it('reads operations', async () => {
  const ops = [{ id: 'a', op: 'Sleep', name: '1s' }]

  expect(await readAnswer(Response.json(ops, { status: 206, headers }))).toMatchObject({ kind: 'ops', ops })
})

it('reads the error of a function, and whether another attempt makes sense', async () => {
  const error = { name: 'Error', message: 'no' }

  expect(await readAnswer(Response.json(error, { status: 500, headers }))).toMatchObject({
    kind: 'failed',
    error,
    canRetry: true,
  })
  const final = { status: 400, headers: { ...headers, 'x-inngest-no-retry': 'true' } }
  expect(await readAnswer(Response.json(error, final))).toMatchObject({ canRetry: false })
})

it.each([429, 503])('reads a %i as a failed attempt with the time to wait', async (status) => {
  const answer = await readAnswer(new Response('busy', { status, headers: { 'retry-after': '30' } }))

  expect(answer).toMatchObject({ kind: 'failed', canRetry: true, retryAfter: '30' })
  expect(answer).toMatchObject({
    error: {
      name: 'Server returned a fatal error',
      message: `Your server returned HTTP ${status} before the SDK responded.`,
      stack: 'busy',
    },
  })
})

it('does not take the answer of something else for a result', async () => {
  expect(await readAnswer(Response.json({ ok: 1 }))).toMatchObject({ kind: 'failed', canRetry: true })
})
