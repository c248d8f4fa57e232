import type { CallExpression, Node } from 'oxc-parser'
import { findFunction } from '../project/find-value.ts'
import type { Project } from '../project/project.ts'
import { aliasOf } from '../source/alias-of.ts'
import { isFunction, keyOf, returnsOf, unwrap } from '../source/ast.ts'
import { constantOf } from '../source/constant-of.ts'
import { childrenOf } from '../source/source-file.ts'
import { isChanging, isClock } from './changing-values.ts'
import { type DurableFile, durableFileOf } from './durable-file.ts'

const MAX_HOPS = 6
// A time that is only written out is as fine as before; one that is cut is the same all day.
const WRITES_OUT = new Set(['toISOString', 'getTime', 'valueOf', 'toString', 'toJSON', 'unix'])

/** What makes a value another each time it is worked out, as it is written. */
export type ChangingPart = { text: string; isClock: boolean }

/** Null where there is none. What a step gave is the same for good. */
export function changingPart(project: Project, file: DurableFile, node: Node, hops = 0): ChangingPart | null {
  const bare = unwrap(node)
  if (hops > MAX_HOPS || isFunction(bare)) return null
  if (isChanging(bare)) {
    const part = { text: file.source.textOf(bare), isClock: isClock(bare) }
    return part.isClock && isCut(file, bare) ? null : part
  }
  // What was waited for is an answer, whatever it was asked with.
  if (bare.type === 'AwaitExpression') {
    const call = unwrap(bare.argument)
    return call.type === 'CallExpression' && !file.stepOf(call)
      ? changingResult(project, file, call, hops)
      : null
  }
  if (bare.type === 'CallExpression') {
    if (file.stepOf(bare)) return null
    const part = changingResult(project, file, bare, hops)
    if (part) return part
  }
  if (bare.type === 'Identifier') {
    const alias = aliasOf(file.source, bare)
    return alias && changingPart(project, file, alias.init, hops + 1)
  }
  if (bare.type === 'MemberExpression') {
    // What is read off an answer was not made here; what is read off an object of this file was.
    const value = constantOf(file.source, bare)
    return value === bare ? null : changingPart(project, file, value, hops + 1)
  }
  for (const child of partsOf(bare)) {
    const part = changingPart(project, file, child, hops)
    if (part !== null) return part
  }
  return null
}

/** What a value is made of; of a method that is called, what it belongs to. */
function partsOf(node: Node): Node[] {
  if (node.type !== 'CallExpression') return childrenOf(node)
  const callee = unwrap(node.callee)
  return [...(callee.type === 'MemberExpression' ? [callee.object] : []), ...node.arguments]
}

/** The same, for what the function that is called gives back, wherever it is written. */
export function changingResult(
  project: Project,
  { source }: DurableFile,
  call: CallExpression,
  hops = 0,
): ChangingPart | null {
  const found = findFunction(project, source, call.callee)
  if (!found) return null
  const inner = durableFileOf(found.file)
  for (const result of returnsOf(found.fn, childrenOf)) {
    const part = changingPart(project, inner, result, hops + 1)
    if (part) return part
  }
  return null
}

/** `new Date().toISOString().slice(0, 10)`, `Math.floor(Date.now() / day)`: the same for longer than the tries take. */
function isCut({ source }: DurableFile, clock: Node): boolean {
  let inner = clock
  for (const at of source.ancestorsOf(clock)) {
    if (at.type === 'MemberExpression' && at.object === inner) {
      if (!WRITES_OUT.has(keyOf(at) ?? '')) return true
    } else if (at.type === 'CallExpression' && at.callee !== inner) {
      const callee = unwrap(at.callee)
      return callee.type === 'MemberExpression' && keyOf(callee) === 'floor'
    } else if (
      at.type !== 'CallExpression' &&
      at.type !== 'BinaryExpression' &&
      at.type !== 'ParenthesizedExpression'
    ) {
      return false
    }
    inner = at
  }
  return false
}
