import { aFunction, testRule } from '../../test/a-rule-tester.ts'

testRule(
  'function-concurrency-limit',
  [
    aFunction('', 'concurrency: 5'),
    aFunction('', "concurrency: [{ limit: 10 }, { key: 'event.data.teamId', limit: 1 }]"),
    aFunction('', 'concurrency: orderConcurrency'),
    aFunction('', "singleton: { mode: 'skip' }"),
    aFunction('', '...defaults'),
    {
      name: 'a function that only a clock starts',
      code: `inngest.createFunction({ id: 'greet', triggers: [{ cron: '0 8 * * *' }] }, run); inngest.createFunction({ id: 'tell' }, { cron: '0 9 * * *' }, run)`,
    },
  ],
  [
    {
      code: aFunction(''),
      errors: [
        {
          message:
            'State the concurrency of function "greet"; unstated, every event of a burst runs at once.',
        },
      ],
    },
    {
      name: 'zero, which means none',
      code: aFunction('', 'concurrency: { limit: 0 }'),
      errors: [{ message: 'A concurrency of 0 means no limit; state one of at least 1.' }],
    },
  ],
)
