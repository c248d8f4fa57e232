import { z } from 'zod'
import { defineCheck, type Finding } from '../check.ts'
import { labelOf } from '../durable/function-id.ts'
import { readOptions } from '../durable/options.ts'
import { numberOf } from '../source/constant-of.ts'

export const functionConcurrencyLimit = defineCheck({
  name: 'function-concurrency-limit',
  severity: 'warning',
  what: 'Every function states how many of its steps run at once, by `concurrency` or by `singleton`.',
  why: 'Without a limit a burst of events becomes a burst of calls: the database and the parties behind it get all of them at once.',
  options: z.strictObject({}),
  find({ file: { functions, source } }) {
    return functions.flatMap((fn): Finding[] => {
      const { options, call } = fn
      const concurrency = options.find('concurrency')
      if (!concurrency) {
        if (!options.isWhole || options.find('singleton')) return []
        return [
          {
            node: options.node ?? call,
            message: `State the concurrency of ${labelOf(source, fn)}; unstated, every event of a burst runs at once.`,
          },
        ]
      }
      const limit =
        concurrency.type === 'ObjectExpression' ? readOptions(source, concurrency).find('limit') : concurrency
      const isNone = limit !== null && numberOf(source, limit) === 0
      return isNone
        ? [{ node: limit, message: 'A concurrency of 0 means no limit; state one of at least 1.' }]
        : []
    })
  },
})
