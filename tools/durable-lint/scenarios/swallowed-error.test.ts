import { expect, it } from 'vitest'
import { anEngine } from './an-engine.ts'

/** A mail client of the kind that returns its error. It fails once. */
function aMailer() {
  const sent: string[] = []
  let attempts = 0
  const send = async (): Promise<{ error: string | null }> => {
    attempts += 1
    if (attempts === 1) return { error: 'rate limited' }
    sent.push('welcome')
    return { error: null }
  }
  return { sent, send }
}

it('counts a mail as sent that was refused, and never tries it again', async () => {
  const mailer = aMailer()
  const { engine, send } = await anEngine((inngest) => [
    inngest.createFunction({ id: 'greet', triggers: [{ event: 'user/signed.up' }] }, async ({ step }) => {
      await step.run('send-mail', () => mailer.send())
    }),
  ])

  await send('user/signed.up')

  expect(engine.runs.find()).toMatchObject([
    { status: 'Completed', steps: [{ status: 'Completed', attempts: 1 }] },
  ])
  expect(mailer.sent).toEqual([])
})

it('completes a run whose step only logged its error', async () => {
  const logged: unknown[] = []
  const { engine, send } = await anEngine((inngest) => [
    inngest.createFunction({ id: 'greet', triggers: [{ event: 'user/signed.up' }] }, async ({ step }) => {
      await step.run('send-mail', async () => {
        try {
          throw new Error('mailbox busy')
        } catch (error) {
          logged.push(error)
        }
      })
    }),
  ])

  await send('user/signed.up')

  expect(engine.runs.find()).toMatchObject([{ status: 'Completed', steps: [{ attempts: 1 }] }])
  expect(logged).toHaveLength(1)
})

it('sends the mail at the second try, where the error is thrown', async () => {
  const mailer = aMailer()
  const { engine, send } = await anEngine((inngest) => [
    inngest.createFunction({ id: 'greet', triggers: [{ event: 'user/signed.up' }] }, async ({ step }) => {
      await step.run('send-mail', async () => {
        const { error } = await mailer.send()
        if (error) throw new Error(error)
      })
    }),
  ])

  await send('user/signed.up')

  expect(engine.runs.find()).toMatchObject([{ status: 'Completed', steps: [{ attempts: 2 }] }])
  expect(mailer.sent).toEqual(['welcome'])
})
