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
    {
      name: 'a rule that there is not',
      code: aFunction('// durable-lint-disable-next-line unawaited-steps -- measured\nstep.run("a", a)'),
      errors: [{ message: 'There is no rule unawaited-steps; this comment lets nothing of it pass.' }],
    },
    {
      name: 'another form',
      code: aFunction('step.run("a", a) // durable-lint-disable-line unawaited-step -- measured'),
      errors: [
        { message: 'Only durable-lint-disable-next-line lets a finding pass; this comment does nothing.' },
      ],
    },
    {
      name: 'a whole file',
      code: `/* durable-lint-disable */\n${aFunction('')}`,
      errors: 1,
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

it('finds what has nothing left to let pass', () => {
  const text = aFunction(
    '\n// durable-lint-disable-next-line unawaited-step -- measured\nawait step.run("a", a)',
  )

  expect(findingsIn({ 'a.ts': text }, 'unawaited-step')).toEqual([
    'a.ts:8 unawaited-step finds nothing here any more; remove it from this comment.',
  ])
  expect(findingsIn({ 'a.ts': text }, 'nested-step')).toEqual([])
})
