import { expect, it } from 'vitest'
import { anEngine } from './an-engine.ts'

/** Welcomes a user; the mail is awaited or not. */
async function aWelcome(isAwaited: boolean) {
  const mails: string[] = []
  const engine = await anEngine((inngest) => [
    inngest.createFunction({ id: 'greet', triggers: [{ event: 'user/signed.up' }] }, async ({ step }) => {
      await step.run('load-user', () => 'Ada')
      const sent = step.run('send-mail', () => {
        if (mails.length === 0) mails.push('failed')
        else return void mails.push('sent')
        throw new Error('mailbox busy')
      })
      if (isAwaited) await sent
      return 'done'
    }),
  ])
  return { ...engine, mails }
}

it('completes before the mail is sent, and never tries it again', async () => {
  const { engine, send, mails } = await aWelcome(false)

  await send('user/signed.up')

  expect(engine.runs.find()).toMatchObject([{ status: 'Completed', output: 'done' }])
  expect(mails).not.toContain('sent')
})

it('tries a mail that is awaited again until it is sent', async () => {
  const { engine, send, mails } = await aWelcome(true)

  await send('user/signed.up')

  expect(engine.runs.find()).toMatchObject([{ status: 'Completed', output: 'done' }])
  expect(mails).toEqual(['failed', 'sent'])
})
