import { expect, it } from 'vitest'
import { forwardClock } from './forward-clock.ts'

it('stands still while the clock below it goes back', () => {
  const times = [5, 7, 3, 8]
  const clock = forwardClock({ now: () => times.shift() ?? 0, setTimer: () => () => {} })

  expect([clock.now(), clock.now(), clock.now(), clock.now()]).toEqual([5, 7, 7, 8])
})
