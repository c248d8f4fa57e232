import type { Node } from 'oxc-parser'
import type { Finding } from '../../check.ts'
import { isFunction } from '../../source/ast.ts'
import { childrenOf } from '../../source/source-file.ts'
import type { DurableFile } from '../durable-file.ts'
import { onlyLogs } from './only-logs.ts'
import { useOfResult } from './result-use.ts'

/** `catch` blocks that only log, around awaited work in a step or around steps. */
export function ignoredCatches(file: DurableFile): Finding[] {
  return file.source.nodesOf('TryStatement').flatMap((statement): Finding[] => {
    const { handler, block } = statement
    const swallowed = handler && onlyLogs(handler.body.body)
    if (!handler || !swallowed || !awaits(block)) return []
    const place = file.whereaboutsOf(statement)
    if (place === 'step') {
      if (swallowed.returns && !isStepIgnored(file, statement)) return []
      return [
        {
          node: head(handler),
          message:
            'This step swallows its error and counts as done; throw it on, so that the step is tried again.',
        },
      ]
    }
    if (place !== 'handler') return []
    if (swallowed.returns && file.stepsIn(block).length === 0) return []
    return [
      {
        node: head(handler),
        message:
          'A failure in this block is swallowed and the run goes on as if it were done; throw it on, or do what it calls for.',
      },
    ]
  })
}

/** The word `catch` and what it names. */
const head = ({
  start,
  end,
  range,
  body,
}: {
  start: number
  end: number
  range?: [number, number]
  body: Node
}) => {
  const from = range?.[0] ?? start
  const to = body.range?.[0] ?? body.start
  return { start: from, end: Math.min(to, range?.[1] ?? end), range: [from, to] as [number, number] }
}

function awaits(node: Node): boolean {
  if (node.type === 'AwaitExpression') return true
  return childrenOf(node).some((child) => !isFunction(child) && awaits(child))
}

function isStepIgnored(file: DurableFile, node: Node): boolean {
  const step = file.stepAround(node)
  return step !== null && useOfResult(file, step.call).kind === 'ignored'
}
