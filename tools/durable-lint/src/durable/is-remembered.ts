import type { Node } from 'oxc-parser'
import { aliasOf } from '../source/alias-of.ts'
import { isFunction, keyOf, unwrap } from '../source/ast.ts'
import type { DurableFile } from './durable-file.ts'

const MAX_HOPS = 6

/** Whether a value is made of what a step gave: then it is the same on every replay, and so is the order of a list. */
export function isRemembered(file: DurableFile, node: Node, hops = 0): boolean {
  const bare = unwrap(node)
  if (hops > MAX_HOPS) return false
  if (bare.type === 'AwaitExpression') {
    return bare.argument.type === 'CallExpression' && file.stepOf(bare.argument) !== null
  }
  if (bare.type === 'MemberExpression') return isRemembered(file, bare.object, hops + 1)
  if (bare.type === 'CallExpression') {
    const parts = [unwrap(bare.callee), ...bare.arguments]
    return parts.some(
      (part) => !isFunction(part) && part.type !== 'SpreadElement' && isRemembered(file, part, hops + 1),
    )
  }
  if (bare.type === 'LogicalExpression') return isRemembered(file, bare.left, hops + 1)
  if (bare.type !== 'Identifier') return false
  const alias = aliasOf(file.source, bare)
  if (!alias) return false
  return alias.init.type === 'ArrayExpression' && alias.init.elements.length === 0
    ? isFilledByIt(file, bare, hops)
    : isRemembered(file, alias.init, hops + 1)
}

/** A list that is only filled with such values. */
function isFilledByIt(file: DurableFile, list: Node, hops: number): boolean {
  const { source } = file
  const variable = source.variableOf(list)
  const pushes = (variable ? source.usesOf(variable) : []).flatMap((use) => {
    const member = source.parentOf(use)
    const call = member && source.parentOf(member)
    const isPush = member?.type === 'MemberExpression' && keyOf(member) === 'push'
    return isPush && call?.type === 'CallExpression' ? [call] : []
  })
  return (
    pushes.length > 0 &&
    pushes.every(({ arguments: args }) => args.every((it) => isRemembered(file, it, hops + 1)))
  )
}
