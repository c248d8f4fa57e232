import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { AppReport } from '../index.ts'
import { keepSynced } from './keep-synced.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const SECOND_MS = 1000

/** An engine with one app, whose state the test decides. */
function anEngine() {
  const app: AppReport = {
    url: 'http://shop.test',
    app_id: 'shop',
    functions: [],
    synced_at: null,
    error: 'down',
  }
  const sync = vi.fn<() => Promise<void>>(async () => {
    if (app.error !== null) throw new Error(app.error)
  })
  return { app, sync, apps: () => [{ ...app }] }
}

it('asks every second until the app answers, then every five, and speaks only of what has changed', async () => {
  const engine = anEngine()
  const lines: string[] = []
  const stop = keepSynced(engine, ({ message }) => lines.push(message))

  await vi.advanceTimersByTimeAsync(3 * SECOND_MS)
  expect(engine.sync).toHaveBeenCalledTimes(4)
  expect(lines).toEqual(['app not synced'])

  engine.app.error = null
  await vi.advanceTimersByTimeAsync(11 * SECOND_MS)
  expect(engine.sync).toHaveBeenCalledTimes(7)
  expect(lines).toEqual(['app not synced', 'app synced'])

  engine.app.functions = [{ id: 'shop-new', name: 'new', triggers: [] }]
  await vi.advanceTimersByTimeAsync(5 * SECOND_MS)
  expect(lines).toEqual(['app not synced', 'app synced', 'app synced'])

  stop()
  await vi.advanceTimersByTimeAsync(60 * SECOND_MS)
  expect(engine.sync).toHaveBeenCalledTimes(8)
})
