import type { Node } from 'oxc-parser'
import { isFunction, pathOf, unwrap } from '../../source/ast.ts'
import { childrenOf } from '../../source/source-file.ts'
import type { DurableFile } from '../durable-file.ts'
import { isLog, onlyLogs } from './only-logs.ts'
import { useOfResult } from './result-use.ts'

/**
 * Whether nothing comes of reading what tells of a failure, an `error` or a `response.ok`: it is only logged, the branch that it opens
 * only logs or leaves, or it is given back by a step whose result nobody takes.
 */
export function isInert(file: DurableFile, node: Node): boolean {
  let at = node
  for (const outer of file.source.ancestorsOf(node)) {
    if (outer.type === 'ExpressionStatement') return true
    if (outer.type === 'CallExpression') return outer.callee !== at && isLog(pathOf(outer.callee))
    if (outer.type === 'IfStatement') {
      const branch = outer.test === at ? branchOf(outer.test, outer.consequent, outer.alternate) : null
      return branch !== null && isBranchInert(file, branch)
    }
    if (outer.type === 'ReturnStatement' || isFunction(outer)) return isGivenToNobody(file, outer)
    if (outer.type === 'LogicalExpression' && opens(file, outer, at)) return false
    if (!PASSES_ON.has(outer.type) && !outer.type.startsWith('TS')) return false
    at = outer
  }
  return false
}

const PASSES_ON = new Set<string>([
  'LogicalExpression',
  'ConditionalExpression',
  'UnaryExpression',
  'BinaryExpression',
  'MemberExpression',
  'ChainExpression',
  'ParenthesizedExpression',
  'Property',
  'ObjectExpression',
  'ArrayExpression',
  'TemplateLiteral',
  'AwaitExpression',
])

/** `error && retryLater()` */
const opens = ({ source }: DurableFile, node: Extract<Node, { type: 'LogicalExpression' }>, left: Node) =>
  node.left === left && source.parentOf(node)?.type === 'ExpressionStatement' && !isLogged(node.right)

const isLogged = (node: Node): boolean => {
  const bare = unwrap(node)
  return bare.type === 'CallExpression' && isLog(pathOf(bare.callee))
}

// `error !== null`, `response.status >= 400`; to equal something is to be known.
const FAILS = new Set<string>(['!==', '!=', '>=', '>'])

/** Where a failure goes: `if (error)` and `if (!response.ok)` one way, `if (!error)` and `if (response.ok)` the other. */
function branchOf(test: Node, consequent: Node, alternate: Node | null): Node | null {
  const bare = unwrap(test)
  const isNot = bare.type === 'UnaryExpression' && bare.operator === '!'
  const path = pathOf(isNot ? bare.argument : bare)
  if (bare.type === 'BinaryExpression') return FAILS.has(bare.operator) ? consequent : null
  return (path.at(-1) === 'ok') === isNot ? consequent : alternate
}

function isBranchInert(file: DurableFile, branch: Node): boolean {
  const statements = branch.type === 'BlockStatement' ? branch.body : [branch]
  const last = statements.at(-1)
  const isLost = last?.type === 'ReturnStatement' && isGivenToNobody(file, last)
  if (isLost && !calls(last)) return onlyLogs(statements.slice(0, -1)) !== null
  return onlyLogs(statements)?.returns === false
}

/** Whether a step gives this back, and nobody takes the step's result. */
export function isGivenToNobody(file: DurableFile, node: Node): boolean {
  const step = file.stepAround(node)
  if (!step?.body || useOfResult(file, step.call).kind !== 'ignored') return false
  if (node === step.body) return true
  for (const at of file.source.ancestorsOf(node)) if (isFunction(at)) return at === step.body
  return false
}

const calls = (node: Node): boolean =>
  node.type === 'CallExpression' || childrenOf(node).some((child) => calls(child))
