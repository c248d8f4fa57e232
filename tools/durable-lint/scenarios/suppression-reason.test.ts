import { expect, it } from 'vitest'
import { anEngine } from './an-engine.ts'

it('goes on losing the mail of a step that somebody only silenced', async () => {
  const mails: string[] = []
  const { engine, send } = await anEngine((inngest) => [
    inngest.createFunction({ id: 'greet', triggers: [{ event: 'user/signed.up' }] }, async ({ step }) => {
      await step.run('load-user', () => 'Ada')
      // durable-lint-disable-next-line unawaited-step
      void step.run('send-mail', () => {
        mails.push('failed')
        throw new Error('mailbox busy')
      })
    }),
  ])

  await send('user/signed.up')

  expect(engine.runs.find()).toMatchObject([{ status: 'Completed' }])
  expect(mails.length).toBeLessThan(2)
})
