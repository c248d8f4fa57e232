import { expect, it } from 'vitest'
import { anEngine } from './an-engine.ts'

it('greets nobody: the name that the first step set is gone when the second one runs', async () => {
  const greeted: string[] = []
  const { send } = await anEngine((inngest) => [
    inngest.createFunction({ id: 'greet', triggers: [{ event: 'user/signed.up' }] }, async ({ step }) => {
      let name = 'nobody'
      await step.run('load-user', () => {
        name = 'Ada'
      })
      await step.run('send-mail', () => void greeted.push(name))
    }),
  ])

  await send('user/signed.up')

  expect(greeted).toEqual(['nobody'])
})

it('greets Ada, whose name is the result of the first step', async () => {
  const greeted: string[] = []
  const { send } = await anEngine((inngest) => [
    inngest.createFunction({ id: 'greet', triggers: [{ event: 'user/signed.up' }] }, async ({ step }) => {
      const name = await step.run('load-user', () => 'Ada')
      await step.run('send-mail', () => void greeted.push(name))
    }),
  ])

  await send('user/signed.up')

  expect(greeted).toEqual(['Ada'])
})
