import { expect, it } from 'vitest'
import { aClient, findingsIn } from '../../test/a-project.ts'
import { aFunction, testRule } from '../../test/a-rule-tester.ts'

const steps = "await step.run('send-mail', send);"

testRule(
  'effect-outside-step',
  [
    aFunction("const user = await step.run('load-user', () => db.users.get(1))"),
    {
      name: 'what is handed the step',
      code: aFunction(`${steps} await greet(step, event); await greet({ step })`),
    },
    { name: 'what closes over the step', code: aFunction("await withRetry(() => step.run('a', a))") },
    {
      name: 'a local function, whose effects are in steps',
      code: aFunction("const load = async () => step.run('load-user', get); await load()"),
    },
    {
      name: 'a local function that only steps call',
      code: aFunction("const load = async () => { await db.get(1) }; await step.run('load-user', load)"),
    },
    {
      name: 'promises of steps',
      code: aFunction("const a = step.run('a', f); await a; await Promise.all([a, step.run('b', g)])"),
    },
    { name: 'a module', code: aFunction(`const { b } = await import('./b'); ${steps}`) },
    {
      name: 'one function without steps, and one effect',
      code: aFunction('await db.users.insert(event.data)'),
    },
    {
      name: 'one that is not tried again',
      code: aFunction('await db.users.insert(event.data); await mailer.send(event.data)', 'retries: 0'),
    },
    {
      name: 'what a helper was handed',
      code: `import 'inngest'; async function again(step, work) { await step.sleep('wait-a-bit', '1m'); return await work() }`,
    },
    {
      name: 'one whose failure is caught',
      code: aFunction(
        'try { await release(event.data.id); await mailer.send(event.data) } catch (error) { logger.error(error) }',
      ),
    },
    {
      name: 'a second one that never fails',
      code: `const alert = async (text) => { await Promise.allSettled([mail(text), post(text)]) }
        const note = async (text) => { try { await post(text) } catch (error) { console.warn(error) } }
        ${aFunction('await db.users.insert(event.data); await alert("a"); await note("b")')}`,
    },
    {
      name: 'one or the other',
      code: aFunction(
        'if (event.data.late) { await inngest.send(tooLate.create({})); return } await mailer.send(event.data)',
      ),
    },
    {
      name: 'one that only asks before it changes',
      code: aFunction('const user = await getUser(event.data.id); await mailer.send(user)'),
    },
    { name: 'what only closes', code: aFunction('await db.users.insert(event.data); await client.close()') },
    { name: 'a connection', code: aFunction(`await connectToDatabase(); ${steps}`) },
    {
      name: 'an agent, which makes steps of its own',
      code: aFunction(`${steps} await supportAgent.run('hi')`),
    },
    {
      name: 'what is allowed by name',
      code: aFunction(`${steps} await flags.load()`),
      options: [{ allow: ['flags.*'] }],
    },
    { name: 'what only asks, after the last step', code: aFunction(`${steps} return await db.users.get(1)`) },
    {
      name: 'a value that is no promise',
      code: aFunction(`const total = sum(event.data); track(total); ${steps}`),
    },
    {
      name: 'a factory whose product does the work later',
      code: `const clientOf = (id) => ({ load: () => fetch('/users/' + id) })\n${aFunction(`const client = clientOf(1); await step.run('load-user', () => client.load())`)}`,
    },
    { name: 'what only closes, let go', code: aFunction(`void client.flush(); ${steps}`) },
    { name: 'a step that is stored', code: aFunction("const p = step.run('a', () => db.get(1)); await p") },
    {
      name: 'a synchronous query in a step',
      code: aFunction("await step.run('save-user', () => db.insert(users).values(a).run())"),
    },
    {
      name: 'the step under another name',
      code: aFunction("const s = step; const user = await s.run('load-user', () => db.users.get(1))"),
    },
    {
      name: 'a tool of the step, taken out of it',
      code: aFunction("const { run } = step; const user = await run('load-user', () => db.users.get(1))"),
    },
    { name: 'what is handed a tool of the step', code: aFunction(`${steps} await greet(step.run, event)`) },
    {
      name: 'a pure function of the file',
      code: `async function pick(a) { return a.id }\n${aFunction(`${steps} const id = await pick(event.data)`)}`,
    },
    {
      name: 'a route',
      code: 'import { inngest } from "./inngest"; app.post("/", async () => { await db.insert(1); await inngest.send(a) })',
    },
  ],
  [
    {
      code: aFunction(`const user = await db.users.get(1); ${steps}`),
      errors: [
        {
          message:
            'db.users.get is called outside of a step and runs again on every replay; move it into step.run.',
        },
      ],
    },
    {
      name: 'what changes something, after the last step',
      code: aFunction(`${steps} await save(1)`),
      errors: [
        { message: /^save is called after the last step, outside of one: when anything after it fails/ },
      ],
    },
    {
      name: 'a function of the file that is not even awaited',
      code: `function announce(id) { fetch('/users/' + id) }\n${aFunction(`announce(1); ${steps}`)}`,
      errors: 1,
    },
    {
      name: 'beside a step under another name',
      code: aFunction("const s = step; await db.users.get(1); await s.run('a', a)"),
      errors: 1,
    },
    {
      name: 'beside tools taken out of the step',
      code: aFunction("const { run: again } = step; await db.users.get(1); await again('a', a)"),
      errors: 1,
    },
    {
      name: 'beside a tool that was bound',
      code: aFunction("const run = step.run.bind(step); await db.users.get(1); await run('a', a)"),
      errors: 1,
    },
    {
      name: 'beside tools taken out in the head',
      code: `import { inngest } from './client'
        inngest.createFunction({ id: 'a', triggers: [b] }, async ({ step: { run } }) => { await db.users.get(1); await run('a', a) })`,
      errors: 1,
    },
    {
      name: 'a chain, once',
      code: aFunction(`await db.insert(users).values(event.data).returning(); ${steps}`),
      errors: 1,
    },
    { name: 'not even awaited', code: aFunction(`fetch('https://example.com'); ${steps}`), errors: 1 },
    {
      name: 'an event',
      code: aFunction(`${steps} await inngest.send(greeted.create({}))`),
      errors: [
        {
          message:
            'inngest.send is called outside of a step and sends again on every replay; use step.sendEvent.',
        },
      ],
    },
    {
      name: 'for each of a list',
      code: aFunction(`${steps} await Promise.all(ids.map((id) => db.users.delete(id)))`),
      errors: 1,
    },
    {
      name: 'a function of the file with an effect',
      code: `async function load(id) { return fetch('/users/' + id) }\n${aFunction(`const user = await load(1); ${steps}`)}`,
      errors: 1,
    },
    {
      name: 'on failure',
      code: aFunction(
        '',
        "onFailure: async ({ step }) => { await db.users.fail(); await step.run('tell', tell) }",
      ),
      errors: 1,
    },
    {
      name: 'a second one, in a function of the file that may fail',
      code: `const alert = async (text) => { await post(text) }
        ${aFunction('await db.users.insert(event.data); await alert("a")')}`,
      errors: 1,
    },
    {
      name: 'a second one, in a function without steps',
      code: aFunction('await chargeCard(event.data); await mailer.send(event.data)'),
      errors: [
        {
          message:
            'mailer.send stands after another effect in a function without steps: when it fails, that one is done again. Give each a step.',
        },
      ],
    },
  ],
)

it('looks into the files that a function calls', () => {
  const files = (load: string) => ({
    'client.ts': aClient,
    'users/index.ts': `export * from './load'`,
    'users/load.ts': load,
    'greet.ts': `
      import { inngest } from './client'
      import { load } from './users'
      inngest.createFunction({ id: 'greet', triggers: [a] }, async ({ step }) => {
        const user = await load(1)
        await step.run('send-mail', send)
      })`,
  })
  const find = (load: string) => findingsIn(files(load), 'effect-outside-step')

  expect(find('export const load = async (id) => fetch(`/users/${id}`)')).toEqual([
    'greet.ts:5 load is called outside of a step and runs again on every replay; move it into step.run.',
  ])
  expect(find('export async function load(id) { return { id } }')).toEqual([])
})
