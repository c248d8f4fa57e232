import { aFunction, testRule } from '../../test/a-rule-tester.ts'

testRule(
  'nested-step',
  [
    aFunction("await step.run('load-user', () => load()); await step.sleep('wait-a-day', '1d')"),
    { name: 'side by side', code: aFunction("await Promise.all([step.run('a', a), step.run('b', b)])") },
    {
      name: 'a local function that steps call, without steps of its own',
      code: aFunction("const load = async () => db.get(1); await step.run('load-user', () => load())"),
    },
  ],
  [
    {
      code: aFunction("await step.run('greet-user', async () => { await step.sleep('wait-a-day', '1d') })"),
      errors: [{ message: 'step.sleep is started inside another step; call it from the function itself.' }],
    },
    {
      name: 'in a named body',
      code: aFunction(
        "const greet = async () => { await step.run('send-mail', send) }; await step.run('greet-user', greet)",
      ),
      errors: 1,
    },
    {
      name: 'in a local function that only a step calls',
      code: aFunction(
        "async function greet() { await step.run('send-mail', send) }\n await step.run('greet-user', async () => { await greet() })",
      ),
      errors: 1,
    },
    {
      name: 'handed on to what the step calls',
      code: aFunction("await step.run('greet-user', () => greetUser({ event, step }))"),
      errors: [
        { message: 'A step hands `step` on to what it calls; steps cannot be started inside a step.' },
      ],
    },
  ],
)
