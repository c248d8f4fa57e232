import { expect, it } from 'vitest'
import { anEngine } from '../../test/an-engine.ts'
import { listen } from '../node/listen.ts'
import { findCommand } from './commands.ts'

async function aHouse() {
  const house = await anEngine((inngest) => [
    inngest.createFunction(
      { id: 'nap', triggers: [{ event: 'shop/placed' }], retries: 0 },
      async ({ event, step }) => {
        await step.run('look', () => {
          if ((event.data as { isBad?: boolean }).isBad) throw new Error('bad order')
        })
        await step.sleep('nap', '1h')
      },
    ),
  ])
  const url = await listen(house.engine, { port: 0 })
  const run = async (line: string, ...rest: string[]) => {
    const [name, ...args] = [...line.split(' '), ...rest]
    const lines: string[] = []
    await findCommand(name)?.([...args, '--engine', url], (printed) => lines.push(printed))
    await house.engine.whenIdle()
    return lines
  }
  return { ...house, run }
}

it('sends, lists and shows', async () => {
  const { engine, run } = await aHouse()

  const [eventId] = await run('send shop/placed', '{"order":7}')
  expect(await run('events --name shop/placed')).toEqual([
    `${eventId}  2026-01-01T00:00:00.000Z  shop/placed  {"order":7}`,
  ])
  const [first] = engine.runs.find()
  expect(await run('runs --function shop-nap --status running')).toEqual([
    `${first?.run_id}  Running    shop-nap  2026-01-01T00:00:00.000Z  2 executions`,
  ])
  expect((await run(`run ${first?.run_id}`)).slice(1)).toEqual([
    '  Completed  look (StepRun)',
    '  Sleeping   nap (Sleep)',
  ])
  expect(await run('apps')).toEqual(['http://shop.test/api/inngest  shop, 1 functions', '  shop-nap'])
})

it('cancels, runs again and invokes', async () => {
  const { engine, run } = await aHouse()
  await run('send shop/placed')
  const [first] = engine.runs.find()

  expect(await run(`cancel ${first?.run_id}`)).toEqual([`cancelled ${first?.run_id}`])
  const [again] = await run(`rerun ${first?.run_id}`)
  const [invoked] = await run('invoke shop-nap', '{"isBad":true}')

  expect(await run('runs')).toEqual([
    `${invoked}  Failed     shop-nap  2026-01-01T00:00:00.000Z  2 executions  bad order`,
    `${again}  Running    shop-nap  2026-01-01T00:00:00.000Z  2 executions`,
    `${first?.run_id}  Cancelled  shop-nap  2026-01-01T00:00:00.000Z  2 executions`,
  ])
  await engine.advance('1h')
  expect((await run(`run ${again}`)).at(-1)).toBe('  output null')
})

it.each([
  ['run', [], 'name the RUN'],
  ['cancel', ['none'], 'run none does not exist'],
  ['invoke', ['shop-none'], 'function shop-none does not exist'],
  ['send', ['inngest/mine'], 'are reserved'],
  ['send', ['shop/placed', '[1]'], '[1] is not a JSON object'],
  ['runs', ['--bogus'], "Unknown option '--bogus'"],
])('refuses %s %j in one sentence', async (name, args, sentence) => {
  const { run } = await aHouse()

  await expect(run(name, ...args)).rejects.toThrow(sentence)
})

it('says that no engine answers', async () => {
  const runs = findCommand('runs')?.(['--engine', 'http://127.0.0.1:9'], () => {})

  await expect(runs).rejects.toThrow('no engine answers at http://127.0.0.1:9')
  expect(findCommand('toString')).toBeUndefined()
})
