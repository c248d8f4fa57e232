import { expect, it } from 'vitest'
import { virtualClock } from './virtual-clock.ts'

it('rings every timer on the way, in order, each at its own time', () => {
  const clock = virtualClock({ start: '2026-01-01T00:00:00Z' })
  const startedAt = clock.now()
  const rung: [string, number][] = []
  const ring = (name: string) => () => void rung.push([name, clock.now() - startedAt])
  clock.setTimer(startedAt + 20, ring('late'))
  clock.setTimer(startedAt + 10, () => {
    ring('early')()
    clock.setTimer(startedAt + 15, ring('set on the way'))
  })
  clock.setTimer(startedAt + 10, ring('second'))
  const cancel = clock.setTimer(startedAt + 11, ring('cancelled'))
  cancel()

  expect(clock.nextTimerAt()).toBe(startedAt + 10)
  clock.moveTo(startedAt + 19)
  expect(rung).toEqual([
    ['early', 10],
    ['second', 10],
    ['set on the way', 15],
  ])
  expect(clock.now()).toBe(startedAt + 19)
  clock.moveTo(startedAt + 20)
  expect(rung.at(-1)).toEqual(['late', 20])
  expect(clock.nextTimerAt()).toBeNull()
})

it('never goes back', () => {
  const clock = virtualClock({ start: 1000 })
  clock.setTimer(500, () => {})

  clock.moveTo(700)

  expect(clock.now()).toBe(1000)
})

it('refuses a start that is no date', () => {
  expect(() => virtualClock({ start: 'soon' })).toThrow('start soon is not a date')
})
