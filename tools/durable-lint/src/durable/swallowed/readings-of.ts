import type { Node } from 'oxc-parser'
import { keyOf } from '../../source/ast.ts'
import type { DurableFile } from '../durable-file.ts'

/** Every place that reads one of the named properties of a value: of the expression itself, of its variable, or as a name taken out of it. */
export function readingsOf(file: DurableFile, node: Node, names: ReadonlySet<string>): Node[] {
  const { source } = file
  const memberOf = (at: Node): Node[] => {
    const parent = source.parentOf(at)
    const isRead =
      parent?.type === 'MemberExpression' && parent.object === at && names.has(keyOf(parent) ?? '')
    return isRead ? [parent] : []
  }
  for (const outer of source.ancestorsOf(node)) {
    if (outer.type === 'MemberExpression') return names.has(keyOf(outer) ?? '') ? [outer] : []
    if (outer.type === 'VariableDeclarator') {
      const { id } = outer
      if (id.type === 'Identifier') return usesOf(file, id).flatMap(memberOf)
      if (id.type !== 'ObjectPattern') return []
      return id.properties.flatMap((it) =>
        it.type === 'Property' && names.has(keyOf(it) ?? '') ? usesOf(file, it.value) : [],
      )
    }
    if (outer.type !== 'AwaitExpression' && outer.type !== 'ParenthesizedExpression') return []
  }
  return []
}

function usesOf({ source }: DurableFile, name: Node): Node[] {
  const bound = name.type === 'AssignmentPattern' ? name.left : name
  const variable = bound.type === 'Identifier' ? source.variableOf(bound) : null
  return variable ? source.usesOf(variable) : []
}
