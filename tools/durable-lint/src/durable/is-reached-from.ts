import type { Node } from 'oxc-parser'
import type { SourceFile } from '../source/source-file.ts'

const LEAVES = /^(Return|Throw|Continue|Break)Statement$/

/** Whether what stands later in the text runs after a node: not in another branch, nor behind a way out. */
export function isReachedFrom(source: SourceFile, node: Node, later: Node): boolean {
  if (later.start < node.end) return false
  let inner: Node = node
  for (const at of source.ancestorsOf(node)) {
    if (source.isInside(later, at)) return !(at.type === 'IfStatement' && at.test !== inner)
    if (at.type === 'BlockStatement' && LEAVES.test(at.body.at(-1)?.type ?? '')) return false
    inner = at
  }
  return true
}
