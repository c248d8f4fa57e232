import type { CallExpression, Node } from 'oxc-parser'
import { findFunction } from '../project/find-value.ts'
import type { Project } from '../project/project.ts'
import { endsInThrow, isFunction, keyOf, pathOf, unwrap } from '../source/ast.ts'
import type { SourceFile } from '../source/source-file.ts'
import { type DurableFile, durableFileOf } from './durable-file.ts'
import { ownCallsIn } from './own-calls-in.ts'

const MAX_DEPTH = 4

/** Whether a call may reject: not if all that its function waits for is caught or settled there. */
export function mayFail(project: Project, { source }: DurableFile, call: CallExpression, depth = 0): boolean {
  if (depth >= MAX_DEPTH || isCaught(source, call) || isSettled(source, call)) return depth >= MAX_DEPTH
  if (pathOf(call.callee).join('.') === 'Promise.allSettled') return false
  const found = findFunction(project, source, call.callee)
  if (!found) return true
  const inner = durableFileOf(found.file)
  if (found.fn.body && throws(inner, found.fn.body)) return true
  return ownCallsIn(inner, found.fn)
    .filter((it) => inner.source.parentOf(it)?.type === 'AwaitExpression' || isGivenBack(inner.source, it))
    .some((it) => mayFail(project, inner, it, depth + 1))
}

/** In a `try` whose `catch` does not end in a throw. */
export function isCaught(source: SourceFile, node: Node): boolean {
  for (const at of source.ancestorsOf(node)) {
    if (isFunction(at)) return false
    if (at.type === 'TryStatement' && at.handler && source.isInside(node, at.block)) {
      return !endsInThrow(at.handler.body)
    }
  }
  return false
}

/** `send().catch(…)` */
function isSettled(source: SourceFile, call: CallExpression): boolean {
  const callee = unwrap(call.callee)
  if (callee.type === 'MemberExpression' && keyOf(callee) === 'catch') return true
  const parent = source.parentOf(call)
  return parent?.type === 'MemberExpression' && keyOf(parent) === 'catch'
}

const isGivenBack = (source: SourceFile, call: CallExpression): boolean => {
  const parent = source.parentOf(call)
  return parent?.type === 'ReturnStatement' || (parent !== null && isFunction(parent))
}

const throws = ({ source }: DurableFile, body: Node): boolean =>
  source.nodesOf('ThrowStatement').some((it) => source.isInside(it, body) && !isCaught(source, it))
