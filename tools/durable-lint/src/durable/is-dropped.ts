import type { Node } from 'oxc-parser'
import { isLog } from './swallowed/only-logs.ts'
import { pathOf } from '../source/ast.ts'
import type { SourceFile } from '../source/source-file.ts'

/** Whether nobody takes the value of an expression: it stands alone, is only logged, or bears names that are neither exported nor used. */
export function isDropped(source: SourceFile, node: Node, seen = new Set<Node>()): boolean {
  if (seen.has(node)) return true
  seen.add(node)
  let at = node
  for (const outer of source.ancestorsOf(node)) {
    if (outer.type === 'ExpressionStatement') return true
    if (outer.type === 'UnaryExpression') return true
    if (outer.type === 'CallExpression') return outer.callee !== at && isLog(pathOf(outer.callee))
    if (outer.type === 'VariableDeclarator') {
      return !isExported(source, outer) && areDropped(source, namesOf(outer.id), seen)
    }
    if (outer.type === 'AssignmentExpression') {
      return outer.left.type === 'Identifier' && areDropped(source, [outer.left], seen)
    }
    const isShell =
      outer.type === 'AwaitExpression' ||
      outer.type === 'ParenthesizedExpression' ||
      outer.type === 'ConditionalExpression' ||
      outer.type === 'LogicalExpression' ||
      outer.type.startsWith('TSAs') ||
      outer.type.startsWith('TSSat') ||
      outer.type === 'TSNonNullExpression'
    if (!isShell) return false
    at = outer
  }
  return false
}

const isExported = (source: SourceFile, declarator: Node): boolean => {
  const list = source.parentOf(declarator)
  return list !== null && source.parentOf(list)?.type === 'ExportNamedDeclaration'
}

function areDropped(source: SourceFile, names: Node[], seen: Set<Node>): boolean {
  return names.every((name) => {
    const variable = source.variableOf(name)
    if (!variable) return false
    return variable.references
      .filter((reference) => reference.isRead())
      .every(({ identifier }) => isDropped(source, identifier as unknown as Node, seen))
  })
}

function namesOf(pattern: Node): Node[] {
  if (pattern.type === 'Identifier') return [pattern]
  if (pattern.type === 'ObjectPattern') {
    return pattern.properties.flatMap((it) => namesOf(it.type === 'Property' ? it.value : it.argument))
  }
  return []
}
