import { expect, it } from 'vitest'
import { readFlags } from './read-flags.ts'

it('plays everything, on six servers, unless it is told otherwise', () => {
  expect(readFlags([])).toEqual({ only: [''], record: false, parallel: 6, port: 28310 })
  expect(readFlags(['--only', 'retry|batch', '--record', '--parallel', '2', '--port', '4000'])).toEqual({
    only: ['retry', 'batch'],
    record: true,
    parallel: 2,
    port: 4000,
  })
})

it.each([
  [['--parallel', '0'], '--parallel 0 is not a whole number from 1 to 16'],
  [['--parallel', 'many'], '--parallel many is not a whole number from 1 to 16'],
  [['--port', '70000'], '--port 70000 is not a whole number from 1 to 65000'],
  [['--recrod'], "Unknown option '--recrod'"],
])('refuses %j and names the flag', (args, message) => {
  expect(() => readFlags(args)).toThrow(message)
})
