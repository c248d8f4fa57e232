import type { CallExpression, NewExpression, Node } from 'oxc-parser'
import { argumentOf, unwrap } from '../source/ast.ts'
import type { SourceFile } from '../source/source-file.ts'
import { readOptions } from './options.ts'

/** Where functions are handed to Inngest: `serve`, `connect`, or a wrapper that takes the same two options. */
export type Door = {
  call: CallExpression | NewExpression
  kind: 'serve' | 'connect' | 'wrapper'
  /** The expressions that hold the functions; null where they cannot be read. */
  lists: Node[] | null
}

const INNGEST = /(^|\/)inngest(@[^/]+)?\/[\w-]+(\.js)?$/
const KINDS: Record<string, Door['kind']> = { serve: 'serve', createServer: 'serve', connect: 'connect' }

export function readDoor(source: SourceFile, call: CallExpression | NewExpression): Door | null {
  const kind = call.type === 'CallExpression' ? kindOf(source, call) : null
  if (kind === 'connect') return { call, kind, lists: listsOfApps(source, argumentOf(call, 0)) }
  if (kind === 'serve') {
    const list = readOptions(source, argumentOf(call, 0)).find('functions')
    return { call, kind, lists: list ? [list] : null }
  }
  const list = wrappedList(source, call)
  return list ? { call, kind: 'wrapper', lists: [list] } : null
}

function listsOfApps(source: SourceFile, options: Node | null): Node[] | null {
  const apps = readOptions(source, options).find('apps')
  if (apps?.type !== 'ArrayExpression') return null
  const lists = apps.elements.map((app) => (app ? readOptions(source, app).find('functions') : null))
  return lists.every((list) => list !== null) ? lists : null
}

/** `functions` beside a client, in any argument: a framework's plugin, a handler of one's own, a function of the house. */
function wrappedList(source: SourceFile, call: CallExpression | NewExpression): Node | null {
  if (!/inngest/i.test(source.text)) return null
  for (const index of call.arguments.keys()) {
    const argument = argumentOf(call, index)
    if (argument?.type !== 'ObjectExpression') continue
    const options = readOptions(source, argument)
    if (options.find('client') ?? options.find('inngest')) return options.find('functions')
  }
  return null
}

function kindOf(source: SourceFile, call: CallExpression): Door['kind'] | null {
  const callee = unwrap(call.callee)
  const definition = source.definitionOf(callee)
  if (definition?.kind !== 'ImportBinding') return null
  const { node: specifier, parent: from } = definition
  if (from?.type !== 'ImportDeclaration' || specifier.type !== 'ImportSpecifier') return null
  const name = specifier.imported.type === 'Identifier' ? specifier.imported.name : specifier.imported.value
  if (from.source.value === '@inngest/agent-kit/server') return name === 'createServer' ? 'serve' : null
  if (!INNGEST.test(from.source.value)) return null
  return KINDS[name] ?? null
}
