import type { Scenario } from '../scenario.ts'

const triggers: [{ event: 'shop/placed' }] = [{ event: 'shop/placed' }]

export const parallel: Scenario[] = [
  {
    name: 'parallel steps run together, each once, and the function goes on when all are settled',
    functions: ({ inngest, mark, work }) => [
      inngest.createFunction({ id: 'order', triggers }, async ({ step }) => {
        const results = await Promise.all(
          [1, 2, 3].map((item) =>
            step.run(`ship-${item}`, async () => {
              await work()
              return item
            }),
          ),
        )
        await step.run('end', () => mark(`shipped ${results.join()}`))
      }),
    ],
    play: async ({ send, pass, peak, mark }) => {
      await send({ name: 'shop/placed' })
      await pass('5s')
      mark(`at most ${peak()} at once`)
    },
  },
  {
    name: 'parallel branches with a step, a sleep and a wait are joined at the latest of them',
    functions: ({ inngest, markTime }) => [
      inngest.createFunction({ id: 'order', triggers }, async ({ step }) => {
        const results = await Promise.all([
          step.run('run', () => 'ran'),
          step.sleep('nap', '2s'),
          step.waitForEvent('paid', { event: 'shop/paid', timeout: '4s' }),
        ])
        await step.run('end', () => markTime(`joined ${JSON.stringify(results)}`))
      }),
    ],
    play: async ({ send, pass }) => {
      await send({ name: 'shop/placed' })
      await pass('8s')
    },
  },
  {
    name: 'chains in parallel go on once every branch of the round is settled',
    functions: ({ inngest, markTime }) => [
      inngest.createFunction({ id: 'order', triggers }, async ({ step }) => {
        const chain = async (name: string) => {
          await step.run(`${name}-first`, () => markTime(`${name} first`))
          await step.run(`${name}-second`, () => markTime(`${name} second`))
        }
        await Promise.all([chain('a'), step.sleep('nap', '4s').then(() => chain('b'))])
        await step.run('end', () => markTime('end'))
      }),
    ],
    isUnordered: true,
    play: async ({ send, pass }) => {
      await send({ name: 'shop/placed' })
      await pass('8s')
    },
  },
  {
    name: 'a branch that fails for good fails the function once the others are settled',
    functions: ({ inngest, mark }) => [
      inngest.createFunction({ id: 'order', triggers, retries: 0 }, async ({ step }) => {
        await Promise.all([
          step.run('fails', () => {
            throw new Error('no')
          }),
          step.run('works', () => mark('works')),
        ])
        await step.run('end', () => mark('never'))
      }),
    ],
    play: async ({ send, pass }) => {
      await send({ name: 'shop/placed' })
      await pass('5s')
    },
  },
  {
    name: 'Promise.allSettled over parallel steps sees the failed one and goes on',
    functions: ({ inngest, mark }) => [
      inngest.createFunction({ id: 'order', triggers, retries: 0 }, async ({ step }) => {
        const settled = await Promise.allSettled([
          step.run('fails', () => {
            throw new Error('no')
          }),
          step.run('works', () => 'yes'),
        ])
        await step.run('end', () => mark(settled.map(({ status }) => status).join(', ')))
      }),
    ],
    play: async ({ send, pass }) => {
      await send({ name: 'shop/placed' })
      await pass('5s')
    },
  },
  {
    name: 'in race mode the function goes on after the first branch, and the others still finish',
    functions: ({ inngest, markTime }) => [
      inngest.createFunction({ id: 'order', triggers }, async ({ step, group }) => {
        const winner = await group.parallel({ mode: 'race' }, () =>
          Promise.race([
            step.sleep('long', '6s').then(() => 'long'),
            step.sleep('short', '2s').then(() => 'short'),
          ]),
        )
        await step.run('end', () => markTime(`${winner} won`))
      }),
    ],
    play: async ({ send, pass }) => {
      await send({ name: 'shop/placed' })
      await pass('10s')
    },
  },
  {
    name: 'without race mode Promise.race is resumed only when every branch is settled',
    functions: ({ inngest, markTime }) => [
      inngest.createFunction({ id: 'order', triggers }, async ({ step }) => {
        const winner = await Promise.race([
          step.sleep('long', '4s').then(() => 'long'),
          step.sleep('short', '2s').then(() => 'short'),
        ])
        await step.run('end', () => markTime(`${winner} won`))
      }),
    ],
    play: async ({ send, pass }) => {
      await send({ name: 'shop/placed' })
      await pass('8s')
    },
  },
]
