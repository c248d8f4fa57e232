import { aFunction, testRule } from '../../test/a-rule-tester.ts'

const message = 'step.waitForEvent has no timeout; say how long to wait, and handle the null that comes then.'

testRule(
  'wait-for-event-timeout',
  [
    aFunction("await step.waitForEvent('wait-for-approval', { event: approved, timeout: '3d' })"),
    {
      name: 'options from elsewhere',
      code: aFunction("await step.waitForEvent('wait-for-approval', options)"),
    },
    {
      name: 'a spread that may hold it',
      code: aFunction("await step.waitForEvent('wait-for-approval', { event: approved, ...waiting })"),
    },
    {
      name: "another library's step",
      code: `
        import { WorkflowEntrypoint } from 'cloudflare:workers'
        class Approval extends WorkflowEntrypoint { async run(event, step) { await step.waitForEvent('a', { type: 'b' }) } }`,
    },
    {
      name: 'the items of a list',
      code: `import 'inngest'; steps.map((step) => step.waitForEvent('a', {}))`,
    },
  ],
  [
    {
      code: aFunction("await step.waitForEvent('wait-for-approval', { event: approved })"),
      errors: [{ message }],
    },
    {
      name: 'a timeout that is not said',
      code: aFunction(
        "await step.waitForEvent('wait-for-approval', { event: approved, timeout: undefined })",
      ),
      errors: [{ message }],
    },
    {
      name: 'an empty timeout',
      code: aFunction("await step.waitForEvent('wait-for-approval', { event: approved, timeout: '' })"),
      errors: [{ message }],
    },
    {
      name: 'without options',
      code: aFunction("await step.waitForEvent('wait-for-approval')"),
      errors: [{ message }],
    },
    {
      name: 'options of a constant in the file',
      code: `const options = { event: approved }\n${aFunction("await step.waitForEvent('wait-for-approval', options)")}`,
      errors: [{ message }],
    },
    {
      name: 'through the context',
      code: `
        import { inngest } from './client'
        export const fn = inngest.createFunction({ id: 'a' }, { event: 'b' }, async (ctx) => {
          await ctx.step.waitForEvent('wait-for-approval', { event: approved })
        })`,
      errors: [{ message }],
    },
    {
      name: 'renamed, and in a function that was handed the step',
      code: `
        import type { Inngest } from 'inngest'
        export async function approve({ step: s }) { await s.waitForSignal('wait-for-signal', { signal: 'a' }) }`,
      errors: [{ message: /step.waitForSignal has no timeout/ }],
    },
  ],
)
