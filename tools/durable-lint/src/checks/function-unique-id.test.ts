import { expect, it } from 'vitest'
import { aClient, aFunctionFile, findingsIn } from '../../test/a-project.ts'
import { testRule } from '../../test/a-rule-tester.ts'

testRule(
  'function-unique-id',
  [
    `inngest.createFunction({ id: 'a', triggers: [x] }, run); inngest.createFunction({ id: 'b', triggers: [x] }, run)`,
    { name: 'ids that are worked out', code: `inngest.createFunction({ id: a, triggers: [x] }, run)` },
    {
      name: 'clients that are handed in',
      code: `const a = (inngest) => inngest.createFunction({ id: 'a' }, x, run); const b = (inngest) => inngest.createFunction({ id: 'a' }, x, run)`,
    },
    {
      name: 'two clients',
      code: `
        const a = new Inngest({ id: 'a' }); const b = new Inngest({ id: 'b' })
        a.createFunction({ id: 'x', triggers: [x] }, run); b.createFunction({ id: 'x', triggers: [x] }, run)`,
    },
  ],
  [
    {
      code: `inngest.createFunction({ id: 'a', triggers: [x] }, run)\ninngest.createFunction({ id: 'a', triggers: [x] }, run)`,
      errors: [{ message: 'The id "a" is taken by the function at line 1.', line: 2 }],
    },
    {
      name: 'a constant of the file',
      code: `const ID = 'a'; inngest.createFunction({ id: ID, triggers: [x] }, run); inngest.createFunction({ id: 'a', triggers: [x] }, run)`,
      errors: 1,
    },
    {
      name: 'none',
      code: `inngest.createFunction({ name: 'Greet' }, { event: 'a/b' }, run)`,
      errors: [
        {
          message:
            'This function states no id; Inngest makes one from its name, and a new name starts it over.',
        },
      ],
    },
  ],
)

it('finds the same id in another file of the client, and not of another client', () => {
  const files = {
    'client.ts': aClient,
    'a.ts': aFunctionFile('a', 'greet'),
    'b.ts': aFunctionFile('b', 'greet'),
    'other/client.ts': aClient,
    'other/c.ts': aFunctionFile('c', 'greet'),
  }

  expect(findingsIn(files, 'function-unique-id')).toEqual([
    'b.ts:3 The id "greet" is taken by the function at a.ts:3.',
  ])
})
