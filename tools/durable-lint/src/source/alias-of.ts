import type { Node } from 'oxc-parser'
import { keyOf, unwrap } from './ast.ts'
import type { SourceFile } from './source-file.ts'

/** What a variable of this file was taken from: `init` itself, or what lies under its keys, as in `const { a: { b } } = init`. */
export function aliasOf(source: SourceFile, identifier: Node): { init: Node; keys: string[] } | null {
  const definition = source.definitionOf(identifier)
  if (definition?.kind !== 'Variable') return null
  const { name, node: declarator } = definition
  if (declarator.type !== 'VariableDeclarator' || !declarator.init) return null
  const keys = keysTo(source, name, declarator)
  return keys && { init: withoutBind(declarator.init), keys }
}

/** The keys on the way from a pattern's host down to a name in it; null where it is no way of keys alone. */
export function keysTo(source: SourceFile, name: Node, host: Node): string[] | null {
  const keys: string[] = []
  for (const outer of source.ancestorsOf(name)) {
    if (outer === host) return keys
    if (outer.type === 'Property') {
      const key = keyOf(outer)
      if (key === null) return null
      keys.unshift(key)
    } else if (outer.type !== 'ObjectPattern' && outer.type !== 'AssignmentPattern') return null
  }
  return null
}

/** `a.b` of `a.b.bind(a)`. */
function withoutBind(node: Node): Node {
  const bare = unwrap(node)
  const callee = bare.type === 'CallExpression' ? unwrap(bare.callee) : null
  return callee?.type === 'MemberExpression' && keyOf(callee) === 'bind' ? unwrap(callee.object) : bare
}
