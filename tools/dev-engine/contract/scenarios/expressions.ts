import truth from '../../test/cel-truth.json' with { type: 'json' }
import lists from './expressions.json' with { type: 'json' }
import type { Scenario, Script } from '../scenario.ts'

const data = {
  n: 1,
  f: 2,
  half: 0.5,
  zero: 0,
  s: 'abc',
  s2: 'abc',
  empty: '',
  nstr: '1',
  l: ['a', 'b'],
  none: [],
  b: true,
  no: false,
  nul: null,
  o: {},
  p: { q: 'r' },
  d: '2024-01-01T00:00:00Z',
  json: '{"a":1,"b":"x"}',
}

const evaluated = (name: string, expressions: readonly string[]): Scenario => ({
  name,
  functions: ({ inngest, mark }) =>
    expressions.map((expression, row) =>
      inngest.createFunction({ id: `row-${row}`, triggers: [{ event: 'cel/t', if: expression }] }, () =>
        mark(`true: ${expression}`),
      ),
    ),
  hasNoOutcomes: true,
  isUnordered: true,
  play: async ({ send, pass }) => {
    await send({ name: 'cel/t', data })
    await pass('8s')
  },
})

const waited = (name: string, expressions: readonly string[]): Scenario => ({
  name,
  functions: ({ inngest, mark }) =>
    expressions.map((expression, row) =>
      inngest.createFunction({ id: `row-${row}`, triggers: [{ event: 'cel/begun' }] }, async ({ step }) => {
        const ended = await step.waitForEvent('ended', {
          event: 'cel/ended',
          if: expression,
          timeout: '20s',
        })
        await step.run('end', () => mark(`${ended ? 'true' : 'timeout'}: ${expression}`))
      }),
    ),
  hasNoOutcomes: true,
  isUnordered: true,
  play: playTwoEvents,
})

async function playTwoEvents({ send, pass }: Script): Promise<void> {
  await send({ name: 'cel/begun', data: { ...data, first: 'a', earlier: '2023-01-01T00:00:00Z' } })
  await pass('4s')
  await send({ name: 'cel/ended', data: { ...data, more: 2 } })
  await pass('14s')
}

export const expressions: Scenario[] = [
  evaluated(
    'expressions: a missing path is null, numbers join strings, and only true starts a run',
    (truth as [string, boolean][]).map(([expression]) => expression),
  ),
  evaluated('expressions: null and what is missing compare as the smallest', lists.smallest),
  evaluated(
    'expressions: what is not a boolean counts as true or false in and, or and the condition of a choice',
    lists.truthiness,
  ),
  evaluated('expressions: arithmetic, comparison, functions and macros', lists.functions),
  waited('expressions of waits: the same rules hold for the event that arrives', [
    ...lists.twoEvents,
    ...lists.withCalls,
  ]),
  waited('expressions of waits: it counts on which side something is missing', lists.absent),
  {
    name: 'expressions of cancelOn: the same rules hold, and calls and arithmetic are refused',
    functions: ({ inngest, mark }) => [
      ...lists.twoEvents.map((expression, row) =>
        inngest.createFunction(
          {
            id: `row-${row}`,
            triggers: [{ event: 'cel/begun' }],
            cancelOn: [{ event: 'cel/ended', if: expression }],
          },
          ({ step }) => step.sleep('nap', '20s'),
        ),
      ),
      inngest.createFunction(
        { id: 'watch', triggers: [{ event: 'inngest/function.cancelled' }] },
        ({ event }) =>
          mark(`true: ${lists.twoEvents[Number(String(event.data.function_id).split('row-')[1])]}`),
      ),
    ],
    hasNoOutcomes: true,
    isUnordered: true,
    play: playTwoEvents,
  },
]
