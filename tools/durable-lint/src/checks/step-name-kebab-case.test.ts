import { aFunction, testRule } from '../../test/a-rule-tester.ts'

const inLoop = (id: string) => aFunction(`for (const user of users) await step.run(${id}, () => greet(user))`)

testRule(
  'step-name-kebab-case',
  [
    aFunction("await step.run('send-mail', send)"),
    inLoop('`send-mail-${user.id}`'),
    inLoop("'send-mail-' + user.id"),
    {
      name: 'a constant of the file',
      code: `const ID = 'send-mail'\n${aFunction('await step.run(ID, send)')}`,
    },
    {
      name: 'an id as an option',
      code: aFunction("await step.run({ id: 'send-mail', name: 'Send!' }, send)"),
    },
    {
      name: 'what is made elsewhere',
      code: aFunction('await step.run(idOf(event), send)'),
    },
    {
      name: 'in a list method, by id',
      code: aFunction(
        'await Promise.all(users.map((user) => step.run(`greet-${user.id}`, () => greet(user))))',
      ),
    },
    {
      name: 'in a function that is called for each item',
      code: aFunction(
        'const greet = (id) => step.run(`greet-${id}`, send); for (const id of ids) await greet(id)',
      ),
    },
    {
      name: 'in a loop without items, which repeats in order',
      code: aFunction("while (true) { if (await step.run('ask-again', ask)) break }"),
    },
    {
      name: 'a page number',
      code: aFunction('for (let page = 1; page <= pages; page++) await step.run(`fetch-page-${page}`, get)'),
    },
    {
      name: 'the keys of a map',
      code: aFunction('for (const [id] of usersMap.entries()) await step.run(`greet-${id}`, send)'),
    },
    { name: 'step.fetch, which takes a URL', code: aFunction("await step.fetch('https://example.com')") },
    {
      name: 'a position in a list that a step gave',
      code: aFunction(
        "const users = await step.run('load-users', load); for (let i = 0; i < users.length; i++) await step.run(`greet-${i}`, () => greet(users[i]))",
      ),
    },
    {
      name: 'a position in parts of what a step gave',
      code: aFunction(
        "const found = await step.run('load-users', load); const parts = []; for (const at of starts) parts.push(found.ids.slice(at, at + 10)); await Promise.all(parts.map((part, i) => step.run(`greet-${i}`, () => greet(part))))",
      ),
    },
  ],
  [
    {
      code: aFunction("await step.run('sendMail', send)"),
      errors: [{ message: 'The step id "sendMail" is not kebab-case.' }],
    },
    { name: 'words', code: aFunction("await step.run('Send mail', send)"), errors: 1 },
    {
      name: 'vague',
      code: aFunction("await step.run('step-1', send)"),
      errors: [{ message: 'The step id "step-1" says nothing about what the step does.' }],
    },
    {
      name: 'a variable where a constant would do',
      code: aFunction('await step.run(`send-mail-${event.data.userId}`, send)'),
      errors: [{ message: 'A step id outside of loops is constant; put what varies into the step.' }],
    },
    {
      name: 'a letter',
      code: aFunction("await step.run('a', send); await step.sleep('b2', '1h')"),
      errors: 2,
    },
    {
      name: 'the same for every item',
      code: inLoop("'send-mail'"),
      errors: [{ message: 'The step id "send-mail" repeats in a loop; let it end in the item\'s id.' }],
    },
    {
      name: 'something after the id',
      code: inLoop('`user-${user.id}-mail`'),
      errors: [{ message: "A step id in a loop ends in the item's id." }],
    },
    { name: 'another alphabet around it', code: inLoop('`send:${user.id}`'), errors: 1 },
    {
      name: 'a position in a list method',
      code: aFunction('await Promise.all(users.map((user, i) => step.run(`greet-${i}`, () => greet(user))))'),
      errors: [
        {
          message:
            "The step id ends in the item's position, which another item may have on the next call; end in the item's id.",
        },
      ],
    },
    {
      name: 'a counter up to a length',
      code: aFunction(
        'for (let i = 0; i < users.length; i++) await step.run(`greet-${i}`, () => greet(users[i]))',
      ),
      errors: 1,
    },
    {
      name: 'the position of an entry',
      code: aFunction(
        'for (const [i, user] of users.entries()) await step.run(`greet-${i}`, () => greet(user))',
      ),
      errors: 1,
    },
  ],
)
