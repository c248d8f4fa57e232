import type { Node } from 'oxc-parser'
import { endsInThrow, isFunction } from '../../source/ast.ts'
import type { DurableFile } from '../durable-file.ts'

/** Whether it is told when a value is missing: `if (!data) throw …`, or `found: !!data` in what is handed on. */
export function isMissedAloud({ source }: DurableFile, node: Node): boolean {
  let at = node
  let isNot = false
  for (const outer of source.ancestorsOf(node)) {
    if (outer.type === 'UnaryExpression' && outer.operator === '!') isNot = true
    else if (outer.type === 'BinaryExpression' && COMPARES.has(outer.operator)) isNot = true
    else if (outer.type === 'IfStatement') {
      const { consequent } = outer
      if (outer.test !== at || !isNot) return false
      return (
        consequent.type === 'ThrowStatement' ||
        (consequent.type === 'BlockStatement' && endsInThrow(consequent))
      )
    } else if (outer.type === 'Property') return isNot && outer.value === at
    else if (isFunction(outer) || !PASSES_ON.has(outer.type)) return false
    at = outer
  }
  return false
}

const COMPARES = new Set<string>(['===', '==', '>', '>=', '<'])
const PASSES_ON = new Set<string>([
  'UnaryExpression',
  'BinaryExpression',
  'LogicalExpression',
  'ParenthesizedExpression',
  'ChainExpression',
])
