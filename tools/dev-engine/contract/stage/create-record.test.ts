import { expect, it } from 'vitest'
import { createRecord } from './create-record.ts'

it('keeps lines in the order in which they were written', () => {
  const record = createRecord(() => 0)

  record.mark('first')
  record.mark('second')

  expect(record.lines()).toEqual(['first', 'second'])
})

it('rounds the time since the start down to even seconds, since a real server is late and never early', () => {
  let now = 1000
  const record = createRecord(() => now)
  record.begin()

  for (const ms of [0, 1999, 2000, 3999, 4000]) {
    now = 1000 + ms
    record.markTime('tick')
  }

  expect(record.lines()).toEqual(['tick at 0s', 'tick at 0s', 'tick at 2s', 'tick at 2s', 'tick at 4s'])
})
