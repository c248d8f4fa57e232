import type { CallExpression, Node } from 'oxc-parser'
import { aliasOf } from '../source/alias-of.ts'
import { argumentOf, type FunctionNode, isFunction, keyOf, unwrap } from '../source/ast.ts'
import { functionOf } from '../source/function-of.ts'
import type { SourceFile } from '../source/source-file.ts'
import { type Options, readOptions } from './options.ts'

/** One call of `createFunction`, in the form of SDK v4 or the older one with its trigger as the second argument. */
export type DurableFunction = {
  call: CallExpression
  client: Node
  options: Options
  /** Null where it cannot be read. */
  triggers: Node | null
  handler: FunctionNode | null
  failureHandler: FunctionNode | null
}

export function readFunction(source: SourceFile, call: CallExpression): DurableFunction | null {
  const client = clientOf(source, unwrap(call.callee))
  if (!client) return null
  const [first, second, third] = [0, 1, 2].map((index) => argumentOf(call, index))
  if (!first || !second || call.arguments.length > 3) return null

  const options = readOptions(source, first)
  const isOptions = first.type !== 'Literal' && (options.find('id') ?? options.find('name')) !== null
  if (!isOptions && !/inngest/i.test(source.text)) return null
  const handler = third ?? second
  if (
    !isFunction(handler) &&
    handler.type !== 'Identifier' &&
    handler.type !== 'CallExpression' &&
    handler.type !== 'MemberExpression'
  ) {
    return null
  }

  const onFailure = options.find('onFailure')
  return {
    call,
    client,
    options,
    triggers: third ? second : options.find('triggers'),
    handler: functionOf(source, handler),
    failureHandler: onFailure ? functionOf(source, onFailure) : null,
  }
}

/** The client whose `createFunction` is called, also under another name or taken out of it. */
function clientOf(source: SourceFile, callee: Node): Node | null {
  if (callee.type === 'MemberExpression') return keyOf(callee) === 'createFunction' ? callee.object : null
  if (callee.type !== 'Identifier' || !source.text.includes('createFunction')) return null
  const alias = aliasOf(source, callee)
  if (!alias) return null
  if (alias.keys.length === 1 && alias.keys[0] === 'createFunction') return alias.init
  const isWhole = alias.keys.length === 0 && alias.init.type === 'MemberExpression'
  return isWhole ? clientOf(source, alias.init) : null
}
