import { expect, it } from 'vitest'
import { findOpsFault } from './find-ops-fault.ts'

it('finds nothing wrong in what the SDK reports', () => {
  const ops = [
    { id: 'a', op: 'StepRun', data: null, timing: { a: 1.8e18, b: 2e9 } },
    {
      id: 'b',
      op: 'InvokeFunction',
      opts: { function_id: 'f', payload: { data: { order: 7 } }, timeout: '1h' },
    },
  ]

  expect(findOpsFault(ops)).toBeUndefined()
})

it.each([
  ['the operations are not a list', { op: 'StepRun' }],
  ['operation 0: it is no object', [null]],
  ['operation 0: it is no object', [5]],
  ['operation 1: id is no text', [{ id: 'a', op: 'StepRun' }, { op: 'StepRun' }]],
  ['operation 0: op is no text', [{ id: 'a', op: 5 }]],
  ['operation 0: name is no text', [{ id: 'a', op: 'Sleep', name: 5 }]],
  ['operation 0: opts is no object', [{ id: 'a', op: 'WaitForEvent', opts: null }]],
  ['operation 0: opts.timeout is no text', [{ id: 'a', op: 'WaitForEvent', opts: { timeout: 5 } }]],
  ['operation 0: opts.payload is no object', [{ id: 'a', op: 'InvokeFunction', opts: { payload: null } }]],
  [
    'operation 0: opts.payload.data is no object',
    [{ id: 'a', op: 'InvokeFunction', opts: { payload: { data: [] } } }],
  ],
  ['operation 0: timing is no object', [{ id: 'a', op: 'StepRun', timing: null }]],
  ['operation 0: timing.b is no number', [{ id: 'a', op: 'StepRun', timing: { b: 'NaN' } }]],
  ['operation 0: timing.b is no number', [{ id: 'a', op: 'StepRun', timing: { b: 1e300 } }]],
])('says what is wrong: %s', (fault, body) => {
  expect(findOpsFault(body)).toContain(fault)
})
