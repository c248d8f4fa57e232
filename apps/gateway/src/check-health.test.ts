import { env } from 'cloudflare:workers'
import { expect, it, vi } from 'vitest'
import app from './index.ts'

type Fetch = (url: string, init: { signal: AbortSignal }) => Promise<Response>

/** `/healthz` where billing answers like this. */
const healthWith = (billing: Fetch) => app.request('/healthz', {}, { ...env, BILLING: { fetch: billing } })

it.each<[string, Fetch]>([
  ['answered 500', async () => new Response('broken', { status: 500 })],
  [
    'does not answer',
    async () => {
      throw new Error('connection lost')
    },
  ],
])('names the worker that is down: %s', async (state, billing) => {
  const response = await healthWith(billing)

  expect(response.status).toBe(503)
  expect(await response.json()).toMatchObject({
    ok: false,
    workers: { ingress: 'ok', billing: state, console: 'ok' },
  })
})

it('names the worker that hangs, after two seconds', async () => {
  const clocks = new Map<AbortSignal, AbortController>()
  const timeout = vi.spyOn(AbortSignal, 'timeout').mockImplementation(() => {
    const clock = new AbortController()
    clocks.set(clock.signal, clock)
    return clock.signal
  })
  const hangs: Fetch = (_, { signal }) =>
    new Promise((_resolve, reject) => {
      signal.addEventListener('abort', () => reject(new Error('aborted')))
      clocks.get(signal)?.abort()
    })

  const response = await healthWith(hangs)

  expect(timeout).toHaveBeenCalledWith(2_000)
  expect(response.status).toBe(503)
  expect(await response.json()).toMatchObject({
    workers: { ingress: 'ok', billing: 'does not answer', console: 'ok' },
  })
})
