import type { Inngest } from 'inngest'
import { expect, it } from 'vitest'
import { anEngine } from './an-engine.ts'

const create = (inngest: Inngest, id: string) =>
  inngest.createFunction({ id, triggers: [{ event: 'user/signed.up' }] }, () => id)

it('never runs the function that is not in the list', async () => {
  const { engine, send } = await anEngine((inngest) => {
    create(inngest, 'count-user')
    return [create(inngest, 'greet-user')]
  })

  await send('user/signed.up')

  expect(engine.runs.find().map(({ output }) => output)).toEqual(['greet-user'])
})

it('runs every function that is in the list', async () => {
  const { engine, send } = await anEngine((inngest) => [
    create(inngest, 'greet-user'),
    create(inngest, 'count-user'),
  ])

  await send('user/signed.up')

  expect(new Set(engine.runs.find().map(({ output }) => output))).toEqual(
    new Set(['count-user', 'greet-user']),
  )
})
