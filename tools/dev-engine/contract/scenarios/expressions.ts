import truth from '../../test/cel-truth.json' with { type: 'json' }
import type { Scenario } from '../scenario.ts'

const data = {
  n: 1, f: 2, s: 'abc', s2: 'abc', nstr: '1', l: ['a', 'b'], b: true, nul: null, o: {}, d: '2024-01-01T00:00:00Z',
}
const expressions = (truth as [string, boolean][]).map(([expression]) => expression)

export const expressionScenarios: Scenario[] = [
  {
    name: 'the expressions of triggers: a missing path is null, numbers join strings, and only true starts a run',
    functions: ({ inngest, mark }) =>
      expressions.map((expression, row) =>
        inngest.createFunction({ id: `row-${String(row + 1).padStart(2, '0')}`, triggers: [{ event: 'cel/t', if: expression }] }, () => mark(`true: ${expression}`)),
      ),
    isUnordered: true,
    play: async ({ send, pass }) => {
      await send({ name: 'cel/t', data })
      await pass('6s')
    },
  },
]
