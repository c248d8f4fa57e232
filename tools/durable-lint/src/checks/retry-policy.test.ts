import { aFunction, testRule } from '../../test/a-rule-tester.ts'

testRule(
  'retry-policy',
  [
    aFunction('', 'retries: 0'),
    aFunction('', 'retries: retries'),
    { name: 'options that hold what we cannot see', code: aFunction('', '...defaults') },
    {
      name: 'a spread of a constant in the file',
      code: `const defaults = { retries: 3 }\n${aFunction('', '...defaults')}`,
    },
    {
      name: "another party's functions, taken out of it",
      code: 'const { createFunction } = lambda; createFunction({ FunctionName: "a" }, callback)',
    },
    { name: "another party's functions", code: 'lambda.createFunction({ FunctionName: "a" }, callback)' },
  ],
  [
    {
      code: aFunction(''),
      errors: [
        { message: 'State the retries of function "greet"; unstated, each step is tried five times.' },
      ],
    },
    {
      name: 'out of range',
      code: aFunction('', 'retries: 25'),
      errors: [{ message: 'retries is 25; Inngest takes a whole number from 0 to 20.' }],
    },
    {
      name: 'the older form, with its trigger as the second argument',
      code: `inngest.createFunction({ id: 'greet' }, { event: 'user/signed.up' }, async () => {})`,
      errors: 1,
    },
    {
      name: 'taken out of the client',
      code: `const { createFunction } = inngest\ncreateFunction({ id: 'greet', triggers: [a] }, async () => {})`,
      errors: 1,
    },
    {
      name: 'taken out of the client under another name',
      code: `const { createFunction: define } = inngest\ndefine({ id: 'greet', triggers: [a] }, async () => {})`,
      errors: 1,
    },
    {
      name: 'bound to the client',
      code: `const define = inngest.createFunction.bind(inngest)\ndefine({ id: 'greet', triggers: [a] }, async () => {})`,
      errors: 1,
    },
  ],
)
