import type { Node } from 'oxc-parser'
import { aliasOf } from './alias-of.ts'
import { keyOf, pathOf, unwrap } from './ast.ts'
import type { SourceFile } from './source-file.ts'

const MAX_HOPS = 6

/** The path of an expression with the names of this file undone: after `const { charges: c } = stripe`, `c.create` is ['stripe', 'charges', 'create']. */
export function truePath(source: SourceFile, node: Node, hops = 0): string[] {
  const bare = unwrap(node)
  if (hops > MAX_HOPS) return pathOf(bare)
  if (bare.type === 'MemberExpression') {
    return [...truePath(source, bare.object, hops + 1), keyOf(bare) ?? '[]']
  }
  if (bare.type === 'CallExpression' || bare.type === 'NewExpression') {
    return [...truePath(source, bare.callee, hops + 1), '()']
  }
  if (bare.type === 'AwaitExpression') return truePath(source, bare.argument, hops + 1)
  const alias = bare.type === 'Identifier' ? aliasOf(source, bare) : null
  const path = alias && truePath(source, alias.init, hops + 1)
  return alias && path && !path.includes('?') ? [...path, ...alias.keys] : pathOf(bare)
}
