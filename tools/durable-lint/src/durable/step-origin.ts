import type { Node } from 'oxc-parser'
import { aliasOf, keysTo } from '../source/alias-of.ts'
import { type FunctionNode, isFunction, keyOf, unwrap } from '../source/ast.ts'
import type { Definition, SourceFile } from '../source/source-file.ts'

/** `owner` was handed `step`, null where it comes from elsewhere; `path` is what lies under it, `['ai', 'infer']`. */
export type StepOrigin = { owner: FunctionNode | null; path: string[] }

const EACH = new Set(['map', 'forEach', 'filter', 'flatMap', 'reduce', 'some', 'every', 'find', 'sort'])
const MAX_HOPS = 6

/** Follows an expression, by members, other names and destructuring, to the `step` that it belongs to; null where it is none. */
export function stepOrigin(source: SourceFile, node: Node, hops = 0): StepOrigin | null {
  if (hops > MAX_HOPS) return null
  const bare = unwrap(node)
  if (bare.type === 'MemberExpression') {
    const key = keyOf(bare)
    const inner = stepOrigin(source, bare.object, hops + 1)
    if (inner) return key === null ? null : { ...inner, path: [...inner.path, key] }
    return key === 'step' ? { owner: contextOwner(source, bare.object) ?? null, path: [] } : null
  }
  const definition = source.definitionOf(bare)
  if (!definition) return null
  if (definition.kind === 'ImportBinding') {
    return importedName(definition) === 'step' ? { owner: null, path: [] } : null
  }
  if (definition.kind === 'Parameter') return ofParameter(source, definition)
  const alias = aliasOf(source, bare)
  if (!alias) return null
  const inner = stepOrigin(source, alias.init, hops + 1)
  if (inner) return { ...inner, path: [...inner.path, ...alias.keys] }
  const owner = contextOwner(source, alias.init)
  return owner ? underStep(owner, alias.keys) : null
}

const underStep = (owner: FunctionNode, keys: string[]): StepOrigin | null => {
  const at = keys.lastIndexOf('step')
  return at === -1 ? null : { owner, path: keys.slice(at + 1) }
}

/** `step` as a parameter of its own, `{ step }`, `{ step: s }` and `{ step: { run } }`. */
function ofParameter(source: SourceFile, { name, node }: Definition): StepOrigin | null {
  if (!isFunction(node) || isOfList(source, node)) return null
  const keys = keysTo(source, name, node)
  if (!keys) return null
  return underStep(node, keys.length === 0 && name.type === 'Identifier' ? [name.name] : keys)
}

/** The function whose parameter a context is, as `ctx` of `ctx.step`. */
function contextOwner(source: SourceFile, node: Node): FunctionNode | null {
  const definition = source.definitionOf(unwrap(node))
  if (definition?.kind !== 'Parameter' || !isFunction(definition.node)) return null
  return isOfList(source, definition.node) ? null : definition.node
}

/** The item of a list is nobody's `step`. */
function isOfList(source: SourceFile, fn: FunctionNode): boolean {
  const host = source.parentOf(fn)
  const callee = host?.type === 'CallExpression' ? unwrap(host.callee) : null
  return callee?.type === 'MemberExpression' && EACH.has(keyOf(callee) ?? '')
}

const importedName = ({ node }: Definition): string | null => {
  if (node.type !== 'ImportSpecifier') return null
  return node.imported.type === 'Identifier' ? node.imported.name : null
}
