import type { Node } from 'oxc-parser'
import type { Finding } from '../../check.ts'
import { endsInThrow, isFunction } from '../../source/ast.ts'
import { childrenOf, type NodeOf, type SourceFile } from '../../source/source-file.ts'
import type { DurableFile } from '../durable-file.ts'
import { onlyLogs } from './only-logs.ts'
import { useOfResult } from './result-use.ts'

/** `catch` blocks that only log, around awaited work in a step or around steps. */
export function ignoredCatches(file: DurableFile): Finding[] {
  return file.source.nodesOf('TryStatement').flatMap((statement): Finding[] => {
    const { handler, block } = statement
    const swallowed = handler && onlyLogs(handler.body.body)
    if (!handler || !swallowed || !awaits(block) || isHandledOtherwise(file, statement)) return []
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
    const steps = file.stepsIn(block)
    if (steps.length === 0 && isOnFailure(file, statement)) return []
    if (steps.length === 0 ? swallowed.returns : steps.every(({ tool }) => WAITS.has(tool))) return []
    return [
      {
        node: head(handler),
        message:
          'A failure in this block is swallowed and the run goes on as if it were done; throw it on, or do what it calls for.',
      },
    ]
  })
}

/**
 * The failure is seen by other means: what stands after the block is reached only by it, a variable tells of it, or the block cleans
 * up on the way to an error that is thrown.
 */
function isHandledOtherwise({ source }: DurableFile, statement: NodeOf<'TryStatement'>): boolean {
  if (has(statement.block, ({ type }) => type === 'ReturnStatement') && goesOn(source, statement)) return true
  if (has(statement.block, ({ type }) => type === 'AssignmentExpression' || type === 'UpdateExpression')) {
    return true
  }
  for (const at of source.ancestorsOf(statement)) {
    if (isFunction(at)) return false
    if (at.type === 'CatchClause') return endsInThrow(at.body)
  }
  return false
}

/** What tells of a failure may fail: the run has failed already. */
const isOnFailure = (file: DurableFile, node: Node): boolean => {
  const body = file.bodyAround(node)
  return body !== null && file.functions.some(({ failureHandler }) => failureHandler === body)
}

// These end by themselves; they do not fail.
const WAITS = new Set(['sleep', 'sleepUntil', 'waitForEvent', 'waitForSignal'])

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

/** Whether more of the function stands after a statement. */
function goesOn(source: SourceFile, statement: Node): boolean {
  let inner = statement
  for (const at of source.ancestorsOf(statement)) {
    if (at.type === 'BlockStatement' && at.body.at(-1) !== inner) return true
    if (isFunction(at)) return false
    inner = at
  }
  return false
}

const awaits = (node: Node): boolean => has(node, ({ type }) => type === 'AwaitExpression')

/** In the block itself, not in functions that it makes. */
const has = (node: Node, is: (node: Node) => boolean): boolean =>
  is(node) || childrenOf(node).some((child) => !isFunction(child) && has(child, is))

function isStepIgnored(file: DurableFile, node: Node): boolean {
  const step = file.stepAround(node)
  return step !== null && useOfResult(file, step.call).kind === 'ignored'
}
