import type { CallExpression, Node } from 'oxc-parser'
import { keyOf, pathOf, unwrap } from '../source/ast.ts'
import type { SourceFile } from '../source/source-file.ts'

/** Whether a call sends events through an Inngest client: `inngest.send(…)`. */
export function isSend(source: SourceFile, call: CallExpression): boolean {
  const callee = unwrap(call.callee)
  return callee.type === 'MemberExpression' && keyOf(callee) === 'send' && isClient(source, callee.object)
}

function isClient(source: SourceFile, node: Node): boolean {
  const bare = unwrap(node)
  if (/inngest/i.test(pathOf(bare).at(-1) ?? '')) return true
  const declared = source.definitionOf(bare)?.node
  const init = declared?.type === 'VariableDeclarator' && declared.init ? unwrap(declared.init) : null
  return init?.type === 'NewExpression' && init.callee.type === 'Identifier' && init.callee.name === 'Inngest'
}
