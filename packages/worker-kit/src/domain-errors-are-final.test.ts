import { Inngest, type Middleware, NonRetriableError, RetryAfterError } from 'inngest'
import { afterEach, expect, it, vi } from 'vitest'
import { DomainErrorsAreFinal } from './domain-errors-are-final.ts'
import { DomainError } from './errors.ts'

/** What Inngest gets to see when a step throws. */
async function thrownBy(error: unknown): Promise<unknown> {
  const door = new DomainErrorsAreFinal({ client: new Inngest({ id: 'app', isDev: true }) })
  const step = {
    ctx: { runId: 'run_1' },
    fn: { id: () => 'some-function' },
    next: async () => {
      throw error
    },
  } as unknown as Middleware.WrapStepHandlerArgs
  return door.wrapStepHandler(step).catch((thrown: unknown) => thrown)
}

const logged = vi.spyOn(console, 'warn').mockImplementation(() => {})

afterEach(() => {
  logged.mockClear()
})

it('makes a broken rule of ours final', async () => {
  const thrown = await thrownBy(new DomainError('not_found', 'order 1 does not exist'))

  expect(thrown).toBeInstanceOf(NonRetriableError)
  expect(thrown).toMatchObject({ message: 'order 1 does not exist' })
})

it('hands on when to try again', async () => {
  const thrown = await thrownBy(new DomainError('unavailable', 'not yet', { retryAfterSeconds: 90 }))

  expect(thrown).toBeInstanceOf(RetryAfterError)
  expect(thrown).toMatchObject({ message: 'not yet', retryAfter: '90' })
})

it('leaves any other error to Inngest’s retries', async () => {
  const error = new TypeError('fetch failed')

  expect(await thrownBy(error)).toBe(error)
})

it('logs the run and the function', async () => {
  await thrownBy(new Error('no'))

  expect(logged.mock.calls).toEqual([
    [expect.stringContaining('"runId":"run_1","functionId":"some-function"')],
  ])
})
