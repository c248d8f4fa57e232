import { expect, it } from 'vitest'
import { findingsIn } from '../../test/a-project.ts'
import { aFunction, testRule } from '../../test/a-rule-tester.ts'

testRule(
  'suppression-reason',
  [aFunction('// durable-lint-disable-next-line unawaited-step -- measured, not needed\nstep.run("a", a)')],
  [
    {
      code: aFunction('// durable-lint-disable-next-line unawaited-step\nstep.run("a", a)'),
      errors: [
        { message: 'Say why unawaited-step may pass here: `-- why`. Until then nothing is let pass.' },
      ],
    },
    {
      name: 'no rule',
      code: aFunction('/* durable-lint-disable-next-line */\nstep.run("a", a)'),
      errors: [{ message: 'Name the rule that this comment lets pass, and the reason: `-- why`.' }],
    },
  ],
)

it('lets pass what has a reason, and only that rule on that line', () => {
  const find = (comment: string) =>
    findingsIn({ 'a.ts': aFunction(`\n${comment}\nstep.run('a', a)\nstep.run('b', b)`) }, 'unawaited-step')
      .length

  expect(find('')).toBe(2)
  expect(find('// durable-lint-disable-next-line unawaited-step -- measured, not needed')).toBe(1)
  expect(find('// durable-lint-disable-next-line nested-step, unawaited-step -- measured')).toBe(1)
  expect(find('// durable-lint-disable-next-line unawaited-step')).toBe(2)
  expect(find('// durable-lint-disable-next-line nested-step -- measured')).toBe(2)
})
