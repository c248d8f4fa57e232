import type { Node } from 'oxc-parser'
import { stringOf } from './ast.ts'
import { constantOf } from './constant-of.ts'
import type { SourceFile } from './source-file.ts'

/** Whether a value says nothing: it is absent, undefined, null or an empty text. */
export function isUnstated(source: SourceFile, node: Node | null): boolean {
  if (node === null) return true
  const value = constantOf(source, node)
  if (value.type === 'Literal' && value.value === null) return value.raw === 'null'
  return (value.type === 'Identifier' && value.name === 'undefined') || stringOf(value)?.trim() === ''
}
