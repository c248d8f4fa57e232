import { expect, it } from 'vitest'
import { anEngine, startOfTest } from './an-engine.ts'

it.each([0, -1, 1.5, Number.NaN])('refuses %d calls in parallel', async (parallel) => {
  await expect(anEngine(() => [], { parallel })).rejects.toThrow(
    new RangeError(`parallel: ${parallel} is not a whole number from 1 on`),
  )
})

it.each([Number.NaN, Infinity, -1])('refuses to advance by %d', async (ms) => {
  const { engine } = await anEngine(() => [])

  await expect(engine.advance(ms)).rejects.toThrow(RangeError)
  expect(engine.now()).toBe(startOfTest)
})

it('refuses to run until the past, or until no date', async () => {
  const { engine } = await anEngine(() => [])

  await expect(engine.runUntil(startOfTest - 1)).rejects.toThrow('runUntil: 2025-12-31T23:59:59.999Z is in')
  await expect(engine.runUntil('soon')).rejects.toThrow('runUntil: soon is not a date')
})

it('refuses a status that no run can have', async () => {
  const { engine } = await anEngine(() => [])

  const answer = await engine.fetch(new Request('http://engine.test/v1/runs?status=Nope'))

  expect(answer.status).toBe(400)
  expect(await answer.json()).toMatchObject({ error: expect.stringContaining('status Nope is none of') })
})

it('refuses an event nested so deep that it cannot be read', async () => {
  const { engine } = await anEngine(() => [])
  const depth = 100_000
  const body = `{"name":"shop/placed","data":${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}}`

  const answer = await engine.fetch(new Request('http://engine.test/e/key', { method: 'POST', body }))

  expect(answer.status).toBe(400)
})
