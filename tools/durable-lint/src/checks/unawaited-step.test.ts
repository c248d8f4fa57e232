import { aFunction, testRule } from '../../test/a-rule-tester.ts'

testRule(
  'unawaited-step',
  [
    aFunction("await step.run('send-mail', send)"),
    aFunction("return step.run('send-mail', send)"),
    aFunction("await Promise.all([step.run('a', a), step.run('b', b)])"),
    aFunction('await Promise.all(users.map((user) => step.run(`greet-${user.id}`, greet)))'),
    { name: 'awaited later', code: aFunction("const mail = step.run('send-mail', send); await mail") },
    {
      name: 'kept in a list',
      code: aFunction("const all = []; all.push(step.run('a', a)); await Promise.all(all)"),
    },
    { name: 'a send that outlives the answer', code: 'ctx.waitUntil(inngest.send(placed))' },
    {
      name: 'a send that is let go on purpose',
      code: 'void inngest.send(placed); inngest.send(placed).catch(log)',
    },
    {
      name: 'kept in a list that is written at once',
      code: aFunction("const all = [step.run('a', a), step.run('b', b)]; await Promise.all(all)"),
    },
    {
      name: 'set and awaited later',
      code: aFunction("let mail; if (a) { mail = step.run('send-mail', send) } await mail"),
    },
    {
      name: 'a map that is kept and awaited',
      code: aFunction(
        'const all = users.map((u) => step.run(`greet-${u.id}`, greet)); await Promise.all(all)',
      ),
    },
    { name: 'handed on', code: aFunction("const mail = step.run('send-mail', send); return track(mail)") },
    {
      name: 'a send among steps, which another rule finds',
      code: aFunction("await step.run('a', a); inngest.send(placed)"),
    },
    { name: 'given back', code: 'export const announce = () => inngest.send(placed)' },
  ],
  [
    {
      code: aFunction("step.run('send-mail', send)"),
      output: aFunction("await step.run('send-mail', send)"),
      errors: [
        {
          message: 'step.run is not awaited: the function may be over before it is done.',
          line: 7,
          column: 4,
          endColumn: 12,
        },
      ],
    },
    {
      name: 'a send at a door',
      code: `import { inngest } from './inngest'\napp.post('/', async (c) => { inngest.send(placed); return c.text('') })`,
      output: `import { inngest } from './inngest'\napp.post('/', async (c) => { await inngest.send(placed); return c.text('') })`,
      errors: [{ message: 'send is not awaited: the function may be over before it is done.' }],
    },
    {
      name: 'tools taken out of the step',
      code: aFunction("const { run, ai } = step; run('send-mail', send); ai.infer('ask-model', {})"),
      output: aFunction(
        "const { run, ai } = step; await run('send-mail', send); await ai.infer('ask-model', {})",
      ),
      errors: 2,
    },
    { name: 'void', code: aFunction("void step.run('send-mail', send)"), errors: 1 },
    {
      name: 'caught, and yet not awaited',
      code: aFunction("step.run('send-mail', send).catch(log)"),
      errors: 1,
    },
    {
      name: 'a variable that nobody reads',
      code: aFunction("const mail = step.run('send-mail', send)"),
      errors: 1,
    },
    {
      name: 'a list that nobody awaits',
      code: aFunction("const all = [step.run('a', a), step.run('b', b)]; console.log(all)"),
      errors: 2,
    },
    { name: 'a list that nobody takes', code: aFunction("[step.run('a', a)]"), errors: 1 },
    { name: 'all of them, not awaited', code: aFunction("Promise.all([step.run('a', a)])"), errors: 1 },
    {
      name: 'a chain that nobody awaits',
      code: aFunction("const mail = step.run('send-mail', send).then((id) => id); mail.catch(log)"),
      errors: 1,
    },
    {
      name: 'a variable that is set and not awaited',
      code: aFunction("let mail; mail = step.run('send-mail', send)"),
      errors: 1,
    },
    {
      name: 'a variable that is only logged',
      code: aFunction("const mail = step.run('send-mail', send); logger.info(mail)"),
      errors: 1,
    },
    {
      name: 'a map that is kept and not awaited',
      code: aFunction('const all = users.map((u) => step.run(`greet-${u.id}`, greet)); console.log(all)'),
      errors: 1,
    },
    {
      name: 'a map of callbacks that is kept and not awaited',
      code: aFunction('const all = users.map(async (u) => { await step.run(`greet-${u.id}`, greet) })'),
      errors: 1,
    },
    {
      name: 'forEach',
      code: aFunction('users.forEach(async (user) => { await step.run(`greet-${user.id}`, greet) })'),
      errors: [
        {
          message: 'Nobody waits for step.run in this callback; use for … of, or await Promise.all over map.',
        },
      ],
    },
    {
      name: 'a map whose promises nobody takes',
      code: aFunction('users.map((user) => step.run(`greet-${user.id}`, greet))'),
      errors: 1,
    },
  ],
)
