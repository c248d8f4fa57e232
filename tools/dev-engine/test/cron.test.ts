import { expect, it, vi } from 'vitest'
import { memoryStorage, virtualClock } from '../src/index.ts'
import type { DefineFunctions } from './an-app.ts'
import { anEngine, startOfTest } from './an-engine.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

it('ticks on time, again and again, with what it ticks for', async () => {
  const tick = vi.fn<(...heard: unknown[]) => void>()
  const { engine, pass, clock } = await anEngine((inngest) => [
    inngest.createFunction({ id: 'tick', triggers: [{ cron: '*/15 * * * *' }] }, ({ event }) => {
      tick(new Date(clock.now()).toISOString(), event.name, event.data)
    }),
  ])

  await pass(15 * MINUTE_MS - 1)
  expect(tick).not.toHaveBeenCalled()
  await pass(1)
  await pass(15 * MINUTE_MS)

  const tickOf = (at: string) => ({ cron: '*/15 * * * *', scheduledAt: at, fireAt: at })
  expect(tick.mock.calls).toEqual([
    ['2026-01-01T00:15:00.000Z', 'inngest/scheduled.timer', tickOf('2026-01-01T00:15:00Z')],
    ['2026-01-01T00:30:00.000Z', 'inngest/scheduled.timer', tickOf('2026-01-01T00:30:00Z')],
  ])
  expect(engine.runs.find()).toHaveLength(2)
})

it('ticks in the time zone it names', async () => {
  const { engine, pass } = await anEngine((inngest) => [
    inngest.createFunction({ id: 'tokyo', triggers: [{ cron: 'TZ=Asia/Tokyo 0 12 * * *' }] }, () => 'noon'),
  ])

  await pass(3 * HOUR_MS - 1)
  expect(engine.runs.find()).toEqual([])
  await pass(1)

  expect(engine.runs.find()).toMatchObject([{ status: 'Completed', output: 'noon' }])
})

it('neither skips nor doubles a tick when its app is synced again', async () => {
  const { engine, pass } = await anEngine((inngest) => [
    inngest.createFunction({ id: 'tick', triggers: [{ cron: '0 * * * *' }] }, () => 1),
  ])

  await pass(HOUR_MS / 2)
  await engine.sync()
  await pass(HOUR_MS / 2)
  await engine.sync()

  expect(engine.runs.find()).toHaveLength(1)
})

it('makes up for no tick that was missed while the engine was down', async () => {
  const storage = memoryStorage()
  const define: DefineFunctions = (inngest) => [
    inngest.createFunction({ id: 'tick', triggers: [{ cron: '0 * * * *' }] }, () => 1),
  ]
  const first = await anEngine(define, { storage })
  await first.pass(HOUR_MS)
  first.engine.kill()

  const later = virtualClock({ start: startOfTest + 5.5 * HOUR_MS })
  const second = await anEngine(define, { storage, clock: later })
  await second.pass(HOUR_MS)

  expect(second.engine.runs.find()).toHaveLength(2)
})
