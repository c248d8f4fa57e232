import { aFunction, testRule } from '../../test/a-rule-tester.ts'

const steps = "await step.run('send-mail', send);"

testRule(
  'effect-outside-step',
  [
    aFunction(`const total = sum(event.data); track(total); ${steps}`),
    {
      name: 'a pure function, however deep',
      code: `const a = (x) => x.id, b = (x) => a(x), c = (x) => b(x), d = (x) => c(x), e = (x) => d(x)
        ${aFunction(`const id = e(event.data); ${steps}`)}`,
    },
  ],
  [
    { name: 'let go by void', code: aFunction(`void notify(event.data); ${steps}`), errors: 1 },
    { name: 'let go with a catch', code: aFunction(`notify(event.data).catch(log); ${steps}`), errors: 1 },
    {
      name: 'stored and awaited later',
      code: aFunction(`const user = db.users.get(1); ${steps} await user`),
      errors: 1,
    },
    {
      name: 'stored and awaited with others',
      code: aFunction(`const a = load(1), b = load(2); ${steps} await Promise.all([a, b])`),
      errors: 2,
    },
    {
      name: 'gathered and awaited later',
      code: aFunction(
        `const all = []; for (const id of ids) all.push(load(id)); await Promise.all(all); ${steps}`,
      ),
      errors: 1,
    },
    {
      name: 'a command that is waited for in its own way',
      code: aFunction(`execSync('make'); ${steps}`),
      errors: 1,
    },
    { name: 'a file', code: aFunction(`fs.writeFileSync('a', event.data.b); ${steps}`), errors: 1 },
    {
      name: 'a synchronous query',
      code: aFunction(`db.insert(users).values(event.data).run(); ${steps}`),
      errors: 1,
    },
    { name: 'a statement', code: aFunction(`const rows = db.execute('select 1'); ${steps}`), errors: 1 },
  ],
)
