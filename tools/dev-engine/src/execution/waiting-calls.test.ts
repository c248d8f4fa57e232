import { expect, it } from 'vitest'
import { waitingCalls, type WaitingCall } from './waiting-calls.ts'

function aCall(id: number, slot: string): WaitingCall {
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
