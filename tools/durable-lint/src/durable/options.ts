import type { Node, ObjectExpression } from 'oxc-parser'
import { hasSpread, propertyOf, unwrap } from '../source/ast.ts'
import { constantOf } from '../source/constant-of.ts'
import type { SourceFile } from '../source/source-file.ts'

/** What an options argument says, spreads of constants in the same file included. */
export type Options = {
  node: Node | null
  /** False where a part comes from elsewhere: then nothing can be said to be missing. */
  isWhole: boolean
  find: (name: string) => Node | null
}

export function readOptions(source: SourceFile, node: Node | null): Options {
  const parts = node ? partsOf(source, node) : []
  return {
    node,
    isWhole: !parts.includes(null),
    find(name) {
      const found = parts.findLast((part) => part !== null && propertyOf(part, name) !== null)
      const property = found && propertyOf(found, name)
      return property ? unwrap(property.value) : null
    },
  }
}

function partsOf(source: SourceFile, node: Node): (ObjectExpression | null)[] {
  const object = constantOf(source, node)
  if (object.type !== 'ObjectExpression') return [null]
  if (!hasSpread(object)) return [object]
  const spreads = object.properties.flatMap((it) =>
    it.type === 'SpreadElement' ? partsOf(source, it.argument) : [],
  )
  return [...spreads, object]
}
