import { z } from 'zod'
import { defineCheck } from '../check.ts'
import { handsOnStep } from '../durable/hands-on-step.ts'

export const nestedStep = defineCheck({
  name: 'nested-step',
  severity: 'error',
  what: 'No step is started inside another step.',
  why: 'The inner step never comes to an end: the call hangs until the platform cuts it off, and nothing of it is remembered.',
  options: z.strictObject({}),
  find({ file }) {
    const inside = file.steps
      .filter(({ call }) => file.whereaboutsOf(call) === 'step')
      .map(({ call, tool }) => ({
        node: call.callee,
        message: `step.${tool} is started inside another step; call it from the function itself.`,
      }))
    const handed = file.calls
      .filter((call) => !file.stepOf(call) && handsOnStep(file, call) && file.whereaboutsOf(call) === 'step')
      .map((call) => ({
        node: call.callee,
        message: 'A step hands `step` on to what it calls; steps cannot be started inside a step.',
      }))
    return [...inside, ...handed]
  },
})
