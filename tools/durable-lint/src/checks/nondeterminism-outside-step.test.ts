import { expect, it } from 'vitest'
import { aClient, findingsIn } from '../../test/a-project.ts'
import { aFunction, testRule } from '../../test/a-rule-tester.ts'

const steps = "await step.run('send-mail', send);"

testRule(
  'nondeterminism-outside-step',
  [
    {
      name: 'a clock that is read after the last step',
      code: aFunction(`${steps} capture({ at: Date.now() })`),
    },
    { name: 'in a step', code: aFunction("const id = await step.run('make-id', () => crypto.randomUUID())") },
    {
      name: 'a given time',
      code: aFunction(`${steps} const at = new Date(event.data.at); if (at > limit) await stop()`),
    },
    {
      name: 'a log line',
      code: aFunction(`const from = Date.now(); ${steps} logger.info({ ms: Date.now() - from })`),
    },
    { name: 'the result', code: aFunction(`${steps} return { at: new Date().toISOString() }`) },
    { name: 'an error', code: aFunction(`${steps} if (late) throw new Error('late at ' + Date.now())`) },
    {
      name: 'what goes straight into a step',
      code: aFunction("await step.sleepUntil('wait-an-hour', new Date(Date.now() + 3600000))"),
    },
    {
      name: 'a time that is moved before the next step',
      code: aFunction(
        "const from = new Date(); from.setDate(from.getDate() - 30); await step.run('prune', () => prune(from))",
      ),
    },
    {
      name: 'a time for the next step alone',
      code: aFunction(
        "const now = new Date(); await step.run('prune', () => prune(now)); await step.run('a', a)",
      ),
    },
    { name: 'a function without steps', code: aFunction('await save(new Date())') },
    { name: 'a method of the house with such a name', code: aFunction(`${steps} const at = clock.now()`) },
    { name: 'code that is no function of ours', code: 'import "inngest"; const id = crypto.randomUUID()' },
  ],
  [
    {
      code: aFunction(`const id = crypto.randomUUID(); ${steps} await step.run('save', () => save(id))`),
      errors: [
        {
          message:
            'crypto.randomUUID() gives another value on every replay; read it in step.run, or take it from the event.',
        },
      ],
    },
    {
      name: 'a key, even for the next step alone: its tries would use different ones',
      code: aFunction("const key = crypto.randomUUID(); await step.run('charge', () => charge(key))"),
      errors: 1,
    },
    {
      name: 'a duration across steps',
      code: aFunction(
        `const from = Date.now(); ${steps} await step.run('tell', () => tell(Date.now() - from))`,
      ),
      errors: 1,
    },
    {
      name: 'a branch',
      code: aFunction(`${steps} if (Math.random() < 0.5) await step.run('b', b)`),
      errors: 1,
    },
    {
      name: 'now',
      code: aFunction(`const now = new Date(); ${steps} await step.run('save', () => save(now))`),
      errors: 1,
    },
    {
      name: 'in a local function that the body calls',
      code: aFunction(
        `const stamp = () => Date.now(); ${steps} await step.run('save', save); if (stamp() > 1) stop()`,
      ),
      errors: 1,
    },
    {
      name: 'a name of the house',
      code: aFunction(`const id = newOrderId(); ${steps} await step.run('save', () => save(id))`),
      options: [{ calls: ['newOrderId'] }],
      errors: 1,
    },
  ],
)

it('looks into the functions that are called, in other files too', () => {
  const files = (keys: string) => ({
    'client.ts': aClient,
    'keys.ts': keys,
    'greet.ts': `
      import { inngest } from './client'
      import { newKey } from './keys'
      inngest.createFunction({ id: 'greet', triggers: [a] }, async ({ step }) => {
        const key = newKey('greet')
        await step.run('first', () => use(key))
        await step.run('second', () => use(key))
      })`,
  })
  const find = (keys: string) => findingsIn(files(keys), 'nondeterminism-outside-step')

  expect(find('export const newKey = (name) => `${name}-${randomUUID()}`')).toEqual([
    'greet.ts:5 newKey, by randomUUID(), gives another value on every replay; read it in step.run, or take it from the event.',
  ])
  expect(find('export function newKey(name) { const id = nanoid(); return { id, name } }')).toHaveLength(1)
  expect(find('export const newKey = (name) => `${name}-key`')).toEqual([])
  expect(find('export const newKey = (name) => () => randomUUID()')).toEqual([])
})
