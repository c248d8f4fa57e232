import type { Finding } from '../../check.ts'
import { keyOf, pathOf, unwrap } from '../../source/ast.ts'
import type { DurableFile } from '../durable-file.ts'
import { onlyLogsRejection } from './only-logs.ts'
import { functionAround, useOfResult } from './result-use.ts'

/** `.catch()` that only logs, and `Promise.allSettled` whose outcomes nobody reads. */
export function ignoredRejections(file: DurableFile): Finding[] {
  return file.calls.flatMap((call): Finding[] => {
    const callee = unwrap(call.callee)
    if (callee.type !== 'MemberExpression') return []
    const place = file.whereaboutsOf(call)
    if (place !== 'step' && place !== 'handler') return []
    const use = useOfResult(file, call)
    const step = place === 'step' ? file.stepAround(call) : null
    const isStepUnused = step !== null && useOfResult(file, step.call).kind === 'ignored'
    const isUnused =
      use.kind === 'ignored' ||
      (use.kind === 'returned' && functionAround(file, call) === step?.body && isStepUnused)
    if (!isUnused) return []

    if (keyOf(callee) === 'catch') {
      const [handler] = call.arguments
      const isStep = file.stepsIn(callee.object).length > 0
      const isSwallowed =
        handler !== undefined && handler.type !== 'SpreadElement' && onlyLogsRejection(handler) !== null
      if (!isSwallowed || !(place === 'step' || isStep) || !isAwaited(file, call)) return []
      return [
        {
          node: callee.property,
          message: 'This catch only swallows the error; what failed counts as done. Let it throw.',
        },
      ]
    }
    if (pathOf(callee).join('.') !== 'Promise.allSettled' || !isAwaited(file, call)) return []
    return [
      {
        node: callee,
        message:
          'Nobody reads the outcomes of allSettled: what failed counts as done. Use Promise.all, or look at them.',
      },
    ]
  })
}

const isAwaited = (file: DurableFile, call: Parameters<DurableFile['stepOf']>[0]): boolean => {
  const parent = file.source.parentOf(call)
  return (
    parent?.type === 'AwaitExpression' ||
    parent?.type === 'ReturnStatement' ||
    parent?.type === 'ArrowFunctionExpression'
  )
}
