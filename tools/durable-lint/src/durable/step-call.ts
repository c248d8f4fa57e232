import type { CallExpression, Node } from 'oxc-parser'
import { argumentOf, type FunctionNode, isFunction, keyOf, unwrap } from '../source/ast.ts'
import { functionOf } from '../source/function-of.ts'
import type { SourceFile } from '../source/source-file.ts'
import { readOptions } from './options.ts'

export type StepCall = {
  call: CallExpression
  /** `run`, `sleep`, `ai.infer`, … */
  tool: string
  /** The id as it is written, unwrapped. */
  id: Node | null
  /** What runs inside the step. */
  body: FunctionNode | null
  /** The function that was handed `step`; null where it comes from elsewhere. */
  owner: FunctionNode | null
}

const TOOLS = new Set([
  'run',
  'sleep',
  'sleepUntil',
  'waitForEvent',
  'waitForSignal',
  'sendSignal',
  'sendEvent',
  'invoke',
  'fetch',
  'ai.infer',
  'ai.wrap',
  'realtime.publish',
])
const WITH_BODY = new Set(['run', 'ai.wrap'])
const EACH = new Set(['map', 'forEach', 'filter', 'flatMap', 'reduce', 'some', 'every', 'find', 'sort'])

export function readStep(source: SourceFile, call: CallExpression): StepCall | null {
  const callee = unwrap(call.callee)
  if (callee.type !== 'MemberExpression') return null
  const [tool, object] = toolOf(callee)
  if (!TOOLS.has(tool)) return null
  const owner = ownerOf(source, object)
  if (owner === undefined) return null

  const first = argumentOf(call, 0)
  const second = argumentOf(call, 1)
  const id = first?.type === 'ObjectExpression' ? readOptions(source, first).find('id') : first
  // step.fetch takes what fetch takes.
  if (tool === 'fetch') return { call, tool, id: null, body: null, owner }
  const body = WITH_BODY.has(tool) && second ? functionOf(source, second) : null
  return { call, tool, id, body, owner }
}

/** Whether the expression is what a function was handed as `step`. */
export const isStepObject = (source: SourceFile, node: Node): boolean => ownerOf(source, node) !== undefined

function toolOf(callee: Extract<Node, { type: 'MemberExpression' }>): [string, Node] {
  const name = keyOf(callee) ?? ''
  const object = unwrap(callee.object)
  const group = object.type === 'MemberExpression' ? keyOf(object) : null
  if (object.type === 'MemberExpression' && (group === 'ai' || group === 'realtime')) {
    return [`${group}.${name}`, unwrap(object.object)]
  }
  return [name, object]
}

/** The function that was handed this `step`; null where it is `step` but nobody's argument; undefined where it is none. */
function ownerOf(source: SourceFile, node: Node): FunctionNode | null | undefined {
  const bare = unwrap(node)
  if (bare.type === 'MemberExpression') {
    if (keyOf(bare) !== 'step') return undefined
    const context = unwrap(bare.object)
    if (context.type !== 'Identifier') return null
    return parameterOwner(source, context) ?? null
  }
  const definition = source.definitionOf(bare)
  if (!definition || sourceNameOf(source, definition.name) !== 'step') return undefined
  if (definition.kind === 'ImportBinding') return null
  if (definition.kind === 'Parameter') return parameterOwner(source, bare)
  const { node: declarator } = definition
  if (declarator.type !== 'VariableDeclarator' || declarator.id.type !== 'ObjectPattern') return undefined
  const from = declarator.init ? unwrap(declarator.init) : null
  return from?.type === 'Identifier' ? parameterOwner(source, from) : undefined
}

/** `step` in `{ step }`, `{ step: s }`, and as a parameter of its own. */
function sourceNameOf(source: SourceFile, name: Node): string | null {
  const parent = source.parentOf(name)
  const property = parent?.type === 'AssignmentPattern' ? source.parentOf(parent) : parent
  if (property?.type === 'Property') return keyOf(property)
  if (parent?.type === 'ImportSpecifier') {
    return parent.imported.type === 'Identifier' ? parent.imported.name : null
  }
  return name.type === 'Identifier' ? name.name : null
}

function parameterOwner(source: SourceFile, identifier: Node): FunctionNode | undefined {
  const definition = source.definitionOf(identifier)
  if (definition?.kind !== 'Parameter') return undefined
  const { node: owner } = definition
  if (!isFunction(owner)) return undefined
  // The item of a list is nobody's `step`.
  const host = source.parentOf(owner)
  const callee = host?.type === 'CallExpression' ? unwrap(host.callee) : null
  if (callee?.type === 'MemberExpression' && EACH.has(keyOf(callee) ?? '')) return undefined
  return owner
}
