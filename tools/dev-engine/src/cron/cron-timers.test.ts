import { expect, it, vi } from 'vitest'
import type { AppFunction } from '../sync/app-function.ts'
import { cronTimers } from './cron-timers.ts'

const MINUTE_MS = 60_000

it('ticks once for all that a machine slept through', () => {
  let now = 0
  const rings: { at: number; ring: () => void }[] = []
  const clock = {
    now: () => now,
    setTimer(at: number, ring: () => void) {
      rings.push({ at, ring })
      return () => {}
    },
  }
  const onTick = vi.fn<(functionId: string, cron: string, at: number) => void>()
  const tick = { id: 'tick', triggers: [{ cron: '* * * * *' }] } as unknown as AppFunction
  cronTimers(clock, onTick).set([tick])

  now = 90 * MINUTE_MS
  rings[0]?.ring()

  expect(onTick.mock.calls).toEqual([['tick', '* * * * *', MINUTE_MS]])
  expect(rings.map(({ at }) => at)).toEqual([MINUTE_MS, 91 * MINUTE_MS])
})
