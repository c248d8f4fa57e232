import { expect, it } from 'vitest'
import { anEngine } from './an-engine.ts'

const SECOND_MS = 1000

/** Sleeps, then sends; gives how many seconds lay between. */
async function secondsOf(time: number | string) {
  const woke: number[] = []
  const { engine, now, pass } = await anEngine((inngest) => [
    inngest.createFunction({ id: 'remind', triggers: [{ event: 'user/signed.up' }] }, async ({ step }) => {
      await step.sleep('wait-for-tips', time)
      await step.run('send-tips', () => void woke.push(now()))
    }),
  ])
  const from = now()
  await engine.send({ name: 'user/signed.up', data: {} })
  await engine.whenIdle()
  while (woke.length === 0) await pass(SECOND_MS)
  return ((woke[0] ?? from) - from) / SECOND_MS
}

it('sleeps a second where a minute was meant: 60 is read as milliseconds', async () => {
  expect(await secondsOf(60)).toBe(1)
  expect(await secondsOf('60')).toBe(1)
})

it('does not sleep at all where the SDK cannot read the time', async () => {
  expect(await secondsOf('1h30m')).toBe(0)
})

it('sleeps as long as a string with a unit says', async () => {
  expect(await secondsOf('1m')).toBe(60)
  expect(await secondsOf('90m')).toBe(5400)
})
