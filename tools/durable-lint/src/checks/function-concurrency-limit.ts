import { z } from 'zod'
import { defineCheck, type Finding } from '../check.ts'
import { labelOf } from '../durable/function-id.ts'
import { readOptions } from '../durable/options.ts'
import type { DurableFunction } from '../durable/durable-function.ts'
import { constantOf, numberOf } from '../source/constant-of.ts'
import type { SourceFile } from '../source/source-file.ts'

export const functionConcurrencyLimit = defineCheck({
  name: 'function-concurrency-limit',
  severity: 'warning',
  what: 'Every function that events start states how many of its steps run at once, by `concurrency` or by `singleton`.',
  why: 'Without a limit a burst of events becomes a burst of calls: the database and the parties behind it get all of them at once.',
  options: z.strictObject({}),
  find({ file: { functions, source } }) {
    return functions.flatMap((fn): Finding[] => {
      const { options, call } = fn
      const concurrency = options.find('concurrency')
      if (!concurrency) {
        if (!options.isWhole || options.find('singleton') || isCronOnly(source, fn)) return []
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

/** A clock starts one run at a time. */
function isCronOnly(source: SourceFile, { triggers }: DurableFunction): boolean {
  const list = triggers && constantOf(source, triggers)
  if (!list) return false
  const all = list.type === 'ArrayExpression' ? list.elements : [list]
  return all.length > 0 && all.every((it) => it !== null && readOptions(source, it).find('cron') !== null)
}
