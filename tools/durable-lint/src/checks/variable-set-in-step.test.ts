import { aFunction, testRule } from '../../test/a-rule-tester.ts'

testRule(
  'variable-set-in-step',
  [
    aFunction(
      "const user = await step.run('load-user', () => db.get(1)); await step.run('greet', () => greet(user))",
    ),
    {
      name: 'a variable of the step',
      code: aFunction("await step.run('count', () => { let n = 0; n++; return n })"),
    },
    {
      name: 'one that only the step reads',
      code: aFunction("let n = 0; await step.run('count', () => { n += 1; log(n) })"),
    },
    {
      name: 'one of the module',
      code: `let cache\n${aFunction("await step.run('a', () => { cache = 1 }); use(cache)")}`,
    },
    {
      name: 'set from the result',
      code: aFunction("let user; user = await step.run('load-user', load); use(user)"),
    },
  ],
  [
    {
      code: aFunction(
        "let user; await step.run('load-user', async () => { user = await load() }); await step.run('greet', () => greet(user))",
      ),
      errors: [
        {
          message:
            'user is set inside a step and read outside: on a replay the step does not run, and it is not set. Return it.',
        },
      ],
    },
    {
      name: 'a list',
      code: aFunction("const all = []; await step.run('load', () => { all.push(1) }); return all"),
      errors: 1,
    },
    {
      name: 'a property',
      code: aFunction("const a = {}; await step.run('load', () => { a.b = 1 }); return a"),
      errors: 1,
    },
    {
      name: 'a counter',
      code: aFunction("let n = 0; await step.run('load', () => { n++ }); return n"),
      errors: 1,
    },
  ],
)
