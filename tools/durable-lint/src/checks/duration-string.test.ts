import { aFunction, testRule } from '../../test/a-rule-tester.ts'

const sleep = (time: string) => aFunction(`await step.sleep('wait-for-tips', ${time})`)

testRule(
  'duration-string',
  [
    sleep("'24h'"),
    sleep("'1 hour'"),
    { name: 'a time that is worked out', code: sleep('delayMs') },
    { name: 'options in parts', code: aFunction('', "debounce: { period: '1m30s' }") },
    aFunction("await step.waitForEvent('wait-for-payment', { event: paid, timeout: '3d' })"),
  ],
  [
    {
      code: sleep('60_000'),
      output: sleep("'1m'"),
      errors: [{ message: "60000 is read as milliseconds. Write '1m'." }],
    },
    { name: 'sums', code: sleep('24 * 60 * 60 * 1000'), output: sleep("'1d'"), errors: 1 },
    {
      name: 'a constant, which is not replaced',
      code: `const DAY_MS = 86_400_000\n${sleep('DAY_MS')}`,
      errors: [{ message: "86400000 is read as milliseconds. Write '1d'." }],
    },
    {
      name: 'seconds that were meant',
      code: sleep('60'),
      errors: [{ message: '60 is read as milliseconds.' }],
    },
    {
      name: 'a string without a unit',
      code: sleep("'60'"),
      errors: [{ message: '"60" has no unit and is read as milliseconds.' }],
    },
    {
      name: 'parts, which the SDK does not read in steps',
      code: sleep("'1h30m'"),
      output: sleep("'90m'"),
      errors: [
        {
          message: 'The SDK cannot read the duration "1h30m" and takes it as no time at all. Write \'90m\'.',
        },
      ],
    },
    { name: 'less than a second', code: sleep("'500ms'"), output: sleep("'1s'"), errors: 1 },
    {
      name: 'words, which the server does not read in options',
      code: aFunction('', "throttle: { limit: 1, period: '1 minute' }"),
      output: aFunction('', "throttle: { limit: 1, period: '1m' }"),
      errors: [{ message: 'Inngest cannot read the duration "1 minute". Write \'1m\'.' }],
    },
    {
      name: 'timeouts of waits and of cancelOn',
      code: aFunction(
        "await step.waitForEvent('wait-for-payment', { event: paid, timeout: 3600000 })",
        'cancelOn: [{ event: gone, timeout: 60000 }]',
      ),
      output: aFunction(
        "await step.waitForEvent('wait-for-payment', { event: paid, timeout: '1h' })",
        "cancelOn: [{ event: gone, timeout: '1m' }]",
      ),
      errors: 2,
    },
  ],
)
