import { expect, it } from 'vitest'
import { anEngine, anEngineFor } from './an-engine.ts'

it('accepts an event and runs nothing, where the app has no handler', async () => {
  const { engine, synced, send } = await anEngineFor(async () => new Response('not found', { status: 404 }))

  const ids = await send('user/signed.up')

  expect(synced).toBe(false)
  expect(ids).toHaveLength(1)
  expect(engine.runs.find()).toEqual([])
})

it('runs the function behind a handler', async () => {
  const { engine, send } = await anEngine((inngest) => [
    inngest.createFunction({ id: 'greet', triggers: [{ event: 'user/signed.up' }] }, () => 'greeted'),
  ])

  await send('user/signed.up')

  expect(engine.runs.find()).toMatchObject([{ status: 'Completed', output: 'greeted' }])
})
