import { afterEach, expect, it, vi } from 'vitest'
import { inngestLogger } from './inngest-logger.ts'

afterEach(() => {
  vi.restoreAllMocks()
})

const lines = () => vi.spyOn(console, 'error').mockImplementation(() => {})

it.each([
  ['as the only argument', [new Error('gone')]],
  ['behind a message', ['Inngest function error', new Error('gone')]],
  ['inside an object', [{ err: new Error('gone') }, 'Inngest function error']],
])('writes one JSON line with the error %s', (_, args) => {
  const written = lines()

  inngestLogger.error(...args)

  expect(written.mock.calls).toEqual([
    ['{"level":"error","message":"inngest","version":"version-1","error":"Error: gone"}'],
  ])
})

it('writes the message where there is no error', () => {
  const written = lines()

  inngestLogger.error('no key')

  expect(written.mock.calls[0]?.[0]).toContain('Error: no key')
})
