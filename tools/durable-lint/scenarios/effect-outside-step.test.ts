import { expect, it } from 'vitest'
import { anEngine } from './an-engine.ts'

it('sends the mail three times, in a function of two steps', async () => {
  const mails: string[] = []
  const { engine, send } = await anEngine((inngest) => [
    inngest.createFunction({ id: 'greet', triggers: [{ event: 'user/signed.up' }] }, async ({ step }) => {
      mails.push('welcome')
      await step.run('load-user', () => 'Ada')
      await step.run('count-user', () => 1)
    }),
  ])

  await send('user/signed.up')

  expect(engine.runs.find()).toMatchObject([{ status: 'Completed' }])
  expect(mails).toEqual(['welcome', 'welcome', 'welcome'])
})

it('sends the mail once, from a step', async () => {
  const mails: string[] = []
  const { send } = await anEngine((inngest) => [
    inngest.createFunction({ id: 'greet', triggers: [{ event: 'user/signed.up' }] }, async ({ step }) => {
      await step.run('send-mail', () => void mails.push('welcome'))
      await step.run('load-user', () => 'Ada')
      await step.run('count-user', () => 1)
    }),
  ])

  await send('user/signed.up')

  expect(mails).toEqual(['welcome'])
})
