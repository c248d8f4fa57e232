import type { Node } from 'oxc-parser'
import { keyOf, propertyOf, unwrap } from './ast.ts'
import type { SourceFile } from './source-file.ts'

/** The expression that a name of this file stands for, through constants and properties of constant objects; else the node. */
export function constantOf(source: SourceFile, node: Node): Node {
  const bare = unwrap(node)
  if (bare.type === 'Identifier') {
    const init = initOf(source, bare)
    return init ? constantOf(source, init) : bare
  }
  if (bare.type === 'MemberExpression') {
    const object = constantOf(source, bare.object)
    const name = keyOf(bare)
    const property = object.type === 'ObjectExpression' && name !== null ? propertyOf(object, name) : null
    return property ? constantOf(source, property.value) : bare
  }
  return bare
}

/** The value of `const name = value`; null for what may change or is declared otherwise. */
export function initOf(source: SourceFile, identifier: Node): Node | null {
  const definition = source.definitionOf(identifier)
  if (definition?.kind !== 'Variable') return null
  const { node: declarator, parent: list } = definition
  if (declarator.type !== 'VariableDeclarator' || declarator.id.type !== 'Identifier') return null
  return list?.type === 'VariableDeclaration' && list.kind === 'const' ? declarator.init : null
}

/** A number that can be computed from literals: `24 * 60 * 60 * 1000`. */
export function numberOf(source: SourceFile, node: Node): number | null {
  const bare = constantOf(source, node)
  if (bare.type === 'Literal') return typeof bare.value === 'number' ? bare.value : null
  if (bare.type === 'UnaryExpression' && bare.operator === '-') {
    const value = numberOf(source, bare.argument)
    return value === null ? null : -value
  }
  if (bare.type !== 'BinaryExpression') return null
  const [left, right] = [numberOf(source, bare.left), numberOf(source, bare.right)]
  if (left === null || right === null) return null
  const result = { '*': left * right, '+': left + right, '-': left - right, '/': left / right }
  return bare.operator in result ? result[bare.operator as keyof typeof result] : null
}
