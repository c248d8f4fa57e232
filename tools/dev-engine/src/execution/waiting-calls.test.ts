import { expect, it } from 'vitest'
import { waitingCalls, type WaitingCall } from './waiting-calls.ts'

function aCall(id: number, slot: string, rank = 0): WaitingCall {
  return {
    id,
    kind: 'call',
    runId: `run-${id}`,
    stepId: 'step',
    attempt: 0,
    isRace: false,
    dueAt: 0,
    functionId: 'f',
    slots: [slot],
    throttleKey: null,
    rank,
    isLetIn: true,
  }
}

it('gives the oldest that has room, whatever waits in front of it', () => {
  const waiting = waitingCalls()
  for (const call of [aCall(2, 'a'), aCall(3, 'b'), aCall(1, 'c'), aCall(4, 'a')]) waiting.add(call)

  expect(waiting.take(({ slots }) => slots[0] === 'b')?.id).toBe(3)
  expect(waiting.take(({ slots }) => slots[0] === 'b')).toBeUndefined()
  expect([1, 2, 3].map(() => waiting.take(() => true)?.id)).toEqual([1, 2, 4])
  expect(waiting.take(() => true)).toBeUndefined()
})

it('asks once per lane, however long it is', () => {
  const waiting = waitingCalls()
  for (let id = 1; id <= 1000; id++) waiting.add(aCall(id, 'a'))
  let asked = 0

  waiting.take(() => {
    asked++
    return false
  })

  expect(asked).toBe(1)
})

it('lets the lowest rank go first, and within one rank what came first', () => {
  const waiting = waitingCalls()
  const calls = [aCall(1, 'a', 9), aCall(2, 'a', 5), aCall(3, 'a', 5), aCall(4, 'b', 7)]
  for (const call of calls) waiting.add(call)

  expect([1, 2, 3, 4].map(() => waiting.take(() => true)?.id)).toEqual([2, 3, 4, 1])
})

it('picks any when nobody promises an order, and keeps the order where somebody limits', () => {
  const free = (id: number): WaitingCall => ({ ...aCall(id, 'a'), slots: [] })
  const last = waitingCalls(() => 0.99)
  for (const call of [free(1), free(2), free(3)]) last.add(call)
  expect(last.take(() => true)?.id).toBe(3)

  const limited = waitingCalls(() => 0.99)
  for (const call of [aCall(1, 'a'), aCall(2, 'a'), aCall(3, 'a')]) limited.add(call)
  expect(limited.take(() => true)?.id).toBe(1)
})
