import type { CallExpression, Node } from 'oxc-parser'
import { argumentOf, type FunctionNode, keyOf, unwrap } from '../source/ast.ts'
import { functionOf } from '../source/function-of.ts'
import type { SourceFile } from '../source/source-file.ts'
import { readOptions } from './options.ts'
import { stepOrigin } from './step-origin.ts'

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
const LAST_NAMES = new Set([...TOOLS].map((tool) => tool.split('.').at(-1) ?? tool))
const WITH_BODY = new Set(['run', 'ai.wrap'])

export function readStep(source: SourceFile, call: CallExpression): StepCall | null {
  const callee = unwrap(call.callee)
  if (!mayBeTool(source, callee)) return null
  const origin = stepOrigin(source, callee)
  const tool = origin?.path.join('.') ?? ''
  if (!origin || !TOOLS.has(tool)) return null

  const { owner } = origin
  const first = argumentOf(call, 0)
  const second = argumentOf(call, 1)
  const id = first?.type === 'ObjectExpression' ? readOptions(source, first).find('id') : first
  // step.fetch takes what fetch takes.
  if (tool === 'fetch') return { call, tool, id: null, body: null, owner }
  const body = WITH_BODY.has(tool) && second ? functionOf(source, second) : null
  return { call, tool, id, body, owner }
}

/** Cheap: a tool by its last name, or a name of its own in a file that speaks of steps. */
function mayBeTool({ text }: SourceFile, callee: Node): boolean {
  if (callee.type === 'MemberExpression') return LAST_NAMES.has(keyOf(callee) ?? '')
  return callee.type === 'Identifier' && /\bstep\b/.test(text)
}
