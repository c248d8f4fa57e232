import { exports } from 'cloudflare:workers'
import { beforeEach, expect, it } from 'vitest'
import { stubOutside } from '../src/outside-world.ts'
import { runFunction, type RunOptions } from '../src/run-function.ts'
import { effects } from './small-app.ts'

const run = (functionId: string, data: Record<string, unknown> = {}, more: Partial<RunOptions> = {}) =>
  runFunction(exports.default, { app: 'small', functionId, event: { name: 'small/a', data }, ...more })

beforeEach(() => {
  effects.length = 0
})

it('hands each step what the one before it came to', async () => {
  expect(await run('sequential', { start: 1 })).toMatchObject({
    status: 'completed',
    output: 3,
    steps: { one: 1, two: 1 },
  })
})

it('runs each of two parallel steps once, and what follows them once both are done', async () => {
  const { output, steps } = await run('parallel')

  expect(output).toBe('lr')
  expect(steps).toEqual({ before: 1, left: 1, right: 1, after: 1 })
  expect(effects.toSorted()).toEqual(['after', 'before', 'left', 'right'])
  expect(effects.at(-1)).toBe('after')
})

it('tries a failing step again without waiting', async () => {
  expect(await run('flaky', { failures: 2 })).toMatchObject({ output: 'done', steps: { flaky: 3 } })
})

it('gives up after as many tries as the function declares', async () => {
  expect(await run('hopeless')).toMatchObject({
    status: 'failed',
    error: { message: 'no' },
    steps: { try: 3 },
  })
})

it('gives up at once on an error that says so', async () => {
  expect(await run('hopeless', { isFinal: true })).toMatchObject({ status: 'failed', steps: { try: 1 } })
})

it('lets a function catch what a step threw', async () => {
  expect(await run('caught')).toMatchObject({ output: 'saved', steps: { try: 1, instead: 1 } })
})

it('tries a function again that throws outside of its steps', async () => {
  expect(await run('throwing')).toMatchObject({ status: 'completed', output: 2 })
})

it('runs what the function does on failure', async () => {
  const { runId, failure } = await run('hopeless')

  expect(failure).toMatchObject({ status: 'completed', output: `${runId} no`, steps: { mourn: 1 } })
})

it('tells of each step that has run, with its attempt', async () => {
  const seen: string[] = []

  await run('flaky', { failures: 1 }, { onStep: (name, attempt) => void seen.push(`${name} ${attempt}`) })

  expect(seen).toEqual(['flaky 0', 'flaky 1'])
})

it('sleeps and waits for days without waiting', async () => {
  const { events } = stubOutside()

  expect(await run('waiting')).toMatchObject({ output: 'silence', steps: { rest: 1, wait: 1, tell: 1 } })
  expect(events.map(({ name }) => name)).toEqual(['small/c'])
})

it('says which functions there are when one is not served', async () => {
  await expect(run('absent')).rejects.toThrow('small-absent is not served; there are small-sequential')
})
