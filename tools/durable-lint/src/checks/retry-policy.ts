import { z } from 'zod'
import { defineCheck, type Finding } from '../check.ts'
import { labelOf } from '../durable/function-id.ts'
import { numberOf } from '../source/constant-of.ts'

// RETRIES of the SDK's options type.
const MOST = 20

export const retryPolicy = defineCheck({
  name: 'retry-policy',
  severity: 'warning',
  what: 'Every function states its `retries`, from 0 to 20.',
  why: 'The default is not what the types say: a step that fails is tried five times, over several minutes.',
  options: z.strictObject({}),
  find({ file: { functions, source } }) {
    return functions.flatMap((fn): Finding[] => {
      const { options, call } = fn
      const retries = options.find('retries')
      if (!retries) {
        if (!options.isWhole) return []
        return [
          {
            node: options.node ?? call,
            message: `State the retries of ${labelOf(source, fn)}; unstated, each step is tried five times.`,
          },
        ]
      }
      const count = numberOf(source, retries)
      const isValid = count === null || (Number.isInteger(count) && count >= 0 && count <= MOST)
      return isValid
        ? []
        : [{ node: retries, message: `retries is ${count}; Inngest takes a whole number from 0 to ${MOST}.` }]
    })
  },
})
