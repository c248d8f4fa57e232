import { expect, it } from 'vitest'
import { anEngine } from './an-engine.ts'

const DAY_MS = 86_400_000

/** Waits for an approval; `timeout` as it stands in the code. */
const anApproval = (timeout: { timeout?: string }) =>
  anEngine((inngest) => [
    inngest.createFunction({ id: 'approve', triggers: [{ event: 'order/placed' }] }, async ({ step }) => {
      const approval = await step.waitForEvent('wait-for-approval', {
        event: 'order/approved',
        ...(timeout as { timeout: string }),
      })
      return approval ? 'approved' : 'given up'
    }),
  ])

it('gives up at once where no timeout is stated, before anybody could approve', async () => {
  const { engine } = await anApproval({})

  await engine.send({ name: 'order/placed', data: {} })
  await engine.whenIdle()

  const [run] = engine.runs.find()
  expect(run).toMatchObject({ status: 'Completed', output: 'given up' })
  expect(run?.ended_at).toBe(run?.run_started_at)
})

it('waits as long as the timeout says', async () => {
  const { engine, send, pass } = await anApproval({ timeout: '3d' })

  await send('order/placed')
  expect(engine.runs.find()).toMatchObject([{ status: 'Running' }])
  await pass(3 * DAY_MS)

  expect(engine.runs.find()).toMatchObject([{ status: 'Completed', output: 'given up' }])
})
