import { z } from 'zod'
import { defineCheck } from '../check.ts'
import { readOptions } from '../durable/options.ts'
import { argumentOf } from '../source/ast.ts'
import { isUnstated } from '../source/is-unstated.ts'

export const waitForEventTimeout = defineCheck({
  name: 'wait-for-event-timeout',
  severity: 'error',
  what: '`step.waitForEvent` and `step.waitForSignal` state a timeout.',
  why: 'An unstated timeout is no time at all: the run goes on at once with null, before anybody could have sent the event.',
  options: z.strictObject({}),
  find({ file: { steps, source } }) {
    return steps
      .filter(({ tool }) => tool === 'waitForEvent' || tool === 'waitForSignal')
      .filter(({ call }) => {
        const options = readOptions(source, argumentOf(call, 1) ?? null)
        return call.arguments.length < 2 || (options.isWhole && isUnstated(source, options.find('timeout')))
      })
      .map(({ call, tool }) => ({
        node: call.callee,
        message: `step.${tool} has no timeout; say how long to wait, and handle the null that comes then.`,
      }))
  },
})
