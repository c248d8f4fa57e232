import type { CallExpression, Node } from 'oxc-parser'
import { type FunctionNode, isFunction, keyOf, pathOf, unwrap } from '../source/ast.ts'
import type { SourceFile } from '../source/source-file.ts'

/** Whether the code treats what an expression gives as a promise: waits for it, now or by a name later, hangs something on it, or says `void`. */
export function isPromise(source: SourceFile, node: Node, seen = new Set<Node>()): boolean {
  if (seen.has(node)) return false
  seen.add(node)
  let at = node
  let isHungOn = false
  for (const outer of source.ancestorsOf(node)) {
    if (outer.type === 'AwaitExpression') return true
    if (outer.type === 'UnaryExpression') return outer.operator === 'void'
    if (outer.type === 'ExpressionStatement') return isHungOn
    if (outer.type === 'ForOfStatement') return outer.await && outer.right === at
    if (outer.type === 'VariableDeclarator') return isHungOn || isName(source, outer.id, seen)
    if (outer.type === 'AssignmentExpression') return isHungOn || isName(source, outer.left, seen)
    if (isPushed(outer, at)) return isName(source, listOf(outer), seen)
    if (isThen(outer)) isHungOn = true
    else if (!passesOn(source, outer, at)) return false
    at = outer
  }
  return false
}

/** The name is treated so somewhere. */
function isName(source: SourceFile, name: Node | null, seen: Set<Node>): boolean {
  const variable = name?.type === 'Identifier' ? source.variableOf(name) : null
  return variable !== null && source.usesOf(variable).some((use) => isPromise(source, use, seen))
}

function passesOn(source: SourceFile, outer: Node, at: Node): boolean {
  if (outer.type === 'CallExpression') {
    if (outer.callee === at) return isThen(at)
    return pathOf(outer.callee)[0] === 'Promise' || (isFunction(at) && isMap(outer))
  }
  if (isFunction(outer)) {
    return (outer.body === at || isReturned(at, outer)) && isCallback(source.parentOf(outer))
  }
  return SHELLS.has(outer.type) || outer.type.startsWith('TS')
}

const SHELLS = new Set<string>([
  'ArrayExpression',
  'SpreadElement',
  'ConditionalExpression',
  'LogicalExpression',
  'ParenthesizedExpression',
  'ChainExpression',
])

const isPushed = (outer: Node, at: Node): boolean =>
  outer.type === 'CallExpression' && outer.callee !== at && listOf(outer) !== null

/** `list` of `list.push(…)`. */
function listOf(node: Node): Node | null {
  const callee = node.type === 'CallExpression' ? unwrap(node.callee) : null
  return callee?.type === 'MemberExpression' && keyOf(callee) === 'push' ? unwrap(callee.object) : null
}

export const isThen = (node: Node): boolean =>
  node.type === 'MemberExpression' && ['then', 'catch', 'finally'].includes(keyOf(node) ?? '')
export const isMap = (call: CallExpression): boolean => {
  const callee = unwrap(call.callee)
  return callee.type === 'MemberExpression' && ['map', 'flatMap'].includes(keyOf(callee) ?? '')
}
const isCallback = (node: Node | null): boolean => node?.type === 'CallExpression' && isMap(node)
const isReturned = (node: Node, fn: FunctionNode): boolean => node.type === 'ReturnStatement' && fn.async
