import { aFunction, testRule } from '../../test/a-rule-tester.ts'
import { findingsIn } from '../../test/a-project.ts'
import { expect, it } from 'vitest'

testRule(
  'event-types-defined',
  [
    aFunction('await step.sendEvent("announce-greeting", greeted.create({ userId: 1 }))'),
    {
      name: "the engine's own events",
      code: aFunction('', "cancelOn: [{ event: 'inngest/function.failed' }]"),
    },
    { name: 'crons', code: `inngest.createFunction({ id: 'a', triggers: [{ cron: '0 8 * * *' }] }, run)` },
    { name: 'wildcards', code: `inngest.createFunction({ id: 'a', triggers: [{ event: 'shop/*' }] }, run)` },
    { name: "another party's send", code: `import 'inngest'; mailer.send({ name: 'Ada' })` },
  ],
  [
    {
      code: `inngest.createFunction({ id: 'a', triggers: [{ event: 'user/signed.up' }] }, run)`,
      errors: [
        {
          message:
            'The event "user/signed.up" is a bare string; define it once with eventType("user/signed.up", …) and use that.',
        },
      ],
    },
    {
      name: 'the older form',
      code: `inngest.createFunction({ id: 'a' }, { event: 'user/signed.up' }, run)`,
      errors: 1,
    },
    {
      name: 'what is sent, alone and in a list',
      code: aFunction(
        "await step.sendEvent('announce-greeting', { name: 'user/greeted' }); await inngest.send([{ name: 'user/greeted' }])",
      ),
      errors: 2,
    },
    {
      name: 'what is waited for, and what cancels',
      code: aFunction(
        "await step.waitForEvent('wait-for-click', { event: 'mail/clicked', timeout: '1d' })",
        "cancelOn: [{ event: 'user/deleted' }]",
      ),
      errors: 2,
    },
  ],
)

it('takes the strings of a client that carries the types of all events', () => {
  const files = {
    'client.ts': `import { Inngest } from 'inngest'; export const inngest = new Inngest({ id: 'a', schemas })`,
    'greet.ts': `import { inngest } from './client'; inngest.createFunction({ id: 'a' }, { event: 'a/b' }, run)`,
  }

  expect(findingsIn(files, 'event-types-defined')).toEqual([])
  expect(findingsIn({ ...files, 'client.ts': '' }, 'event-types-defined')).toHaveLength(1)
})
