import { env } from 'cloudflare:workers'
import { describe, expect, it, vi } from 'vitest'
import { anEngine, answers } from '../test/engine.ts'
import type { Bindings } from './context.ts'
import { isEngineUp, sendEvents } from './engine.ts'

const EVENTS = [
  { id: 'stripe:evt_1#0', name: 'stripe/webhook.received', data: { deliveryId: 'stripe:evt_1' } },
  { id: 'stripe:evt_2#0', name: 'stripe/webhook.received', data: { deliveryId: 'stripe:evt_2' } },
]

it('answers with the ids that the engine gave, in order', async () => {
  const engine = anEngine()

  expect(await sendEvents(env, EVENTS)).toEqual({
    kind: 'accepted',
    ids: ["engine's stripe:evt_1#0", "engine's stripe:evt_2#0"],
  })
  expect(engine.batches).toEqual([EVENTS])
})

it.each<[number, string, boolean?]>([
  [400, 'refused'],
  [413, 'refused'],
  [422, 'refused'],
  [401, 'unreachable', true],
  [403, 'unreachable', true],
  [404, 'unreachable', true],
  [408, 'unreachable', false],
  [429, 'unreachable', false],
  [500, 'unreachable', false],
  [503, 'unreachable', false],
])('takes %i for %s', async (status, kind, needsAttention) => {
  anEngine(answers(status))

  const reason = `Inngest answered ${status}`
  expect(await sendEvents(env, EVENTS)).toEqual({
    kind,
    reason,
    ...(needsAttention !== undefined && { needsAttention }),
  })
})

it.each<[string, () => Response]>([
  ['a page', () => new Response('<h1>Welcome</h1>')],
  ['nothing', () => new Response(null, { status: 204 })],
  ['null', () => Response.json(null)],
  ['too few ids', () => Response.json({ ids: ['one'] })],
])('does not take %s for a receipt', async (_, answer) => {
  anEngine(answer)

  expect(await sendEvents(env, EVENTS)).toMatchObject({ kind: 'unreachable', needsAttention: true })
})

it('waits ten seconds for the engine and no longer', async () => {
  const limit = new AbortController()
  const timeout = vi.spyOn(AbortSignal, 'timeout').mockReturnValue(limit.signal)
  const fetched = vi.spyOn(globalThis, 'fetch').mockImplementation(async (_, init) => {
    const passed = Promise.withResolvers<never>()
    init?.signal?.addEventListener('abort', () => passed.reject(limit.signal.reason))
    return passed.promise
  })

  const sending = sendEvents(env, EVENTS)
  expect(timeout).toHaveBeenCalledWith(10_000)
  expect(fetched.mock.calls[0]?.[1]?.signal).toBe(limit.signal)
  limit.abort(new DOMException('', 'TimeoutError'))

  const reason = 'Inngest could not be reached (TimeoutError)'
  expect(await sending).toEqual({ kind: 'unreachable', reason, needsAttention: false })
})

it('says that a missing event key needs a person', async () => {
  const engine = anEngine()

  expect(await sendEvents({ ...env, INNGEST_EVENT_KEY: '' }, EVENTS)).toEqual({
    kind: 'unreachable',
    reason: 'the setting INNGEST_EVENT_KEY is missing',
    needsAttention: true,
  })
  expect(engine.batches).toEqual([])
})

it('never says the event key, whatever `fetch` complains of', async () => {
  const bindings = { ...env, INNGEST_EVENT_KEY: 'secret-key', INNGEST_BASE_URL: 'no address' }

  const outcome = await sendEvents(bindings, EVENTS)

  expect(outcome).toMatchObject({ kind: 'unreachable', needsAttention: false })
  expect(JSON.stringify(outcome)).not.toContain('secret-key')
})

describe('the address', () => {
  it.each<[Partial<Record<'INNGEST_BASE_URL' | 'INNGEST_DEV', string>>, string]>([
    [{ INNGEST_BASE_URL: '', INNGEST_DEV: '' }, 'https://inn.gs'],
    [{ INNGEST_BASE_URL: '', INNGEST_DEV: '0' }, 'https://inn.gs'],
    [{ INNGEST_BASE_URL: '', INNGEST_DEV: '1' }, 'http://localhost:8288'],
    [{ INNGEST_BASE_URL: '', INNGEST_DEV: 'http://127.0.0.1:9000' }, 'http://127.0.0.1:9000'],
    [{ INNGEST_BASE_URL: '', INNGEST_DEV: '127.0.0.1:9000' }, 'http://127.0.0.1:9000'],
    [{ INNGEST_BASE_URL: 'https://inngest.example/', INNGEST_DEV: '' }, 'https://inngest.example'],
    [{ INNGEST_BASE_URL: 'https://inngest.example', INNGEST_DEV: '1' }, 'https://inngest.example'],
  ])('by %j is %s', async (settings, address) => {
    const bindings: Bindings = { ...env, ...settings }
    const fetched = vi.spyOn(globalThis, 'fetch').mockImplementation(async () => new Response('{}'))

    await sendEvents(bindings, EVENTS)
    await isEngineUp(bindings)

    expect(fetched.mock.calls.map(([input]) => input)).toEqual([`${address}/e/test`, `${address}/health`])
  })
})

describe('health', () => {
  it.each([
    [200, true],
    [404, true],
    [500, false],
  ])('%i means %s', async (status, isUp) => {
    vi.spyOn(globalThis, 'fetch').mockImplementation(async () => new Response('', { status }))

    expect(await isEngineUp(env)).toBe(isUp)
  })
})
